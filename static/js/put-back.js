// Puts what was held back into the form, with the versions it was made from.
export const putBack = (form, fields) => {
  const given = Map.groupBy(fields, ([name]) => name);
  const rows = () => form.querySelectorAll("[data-rows] > li").length;
  const last = Math.max(...[...given.keys()].map((name) => Number(name.match(/-(\d+)-/)?.[1] ?? 0)));
  while (rows() && rows() <= last) form.querySelector("[data-add-row]").click();
  for (const field of form.elements) {
    const values = given.get(field.name)?.map(([, value]) => value) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
};
