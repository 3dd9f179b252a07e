"""Clients beyond the worked cases, in the fewest answers that tell them apart."""

from __future__ import annotations

from app.lifecycle.answers import Answers
from tests.lifecycle.saying import said

SITUATIONS: dict[str, dict[str, object]] = {
    "moderation of public posts": {
        "S02": ["moderate"], "S03": "one_task", "S06": "general_public", "S07": "serious_loss",
        "S09": "on_appeal", "S12": ["none"], "S13": ["eu"], "S15": ["personal"],
        "S17": "no_figures", "M01": "own_cloud", "M02": ["plain_text"], "M02a": ["labels"],
        "M05": "under_300ms", "M05a": 150, "M07": ["own_documents_stable"], "M07a": 30_000,
        "M09": "measured", "M09a": 0.78, "S11a": 0.9, "A01": ["wrong_labels"],
        "A02": "over_5000", "A02a": 80_000, "A03": ["expert_checked"], "A08": "no_evidence",
        "I03": "nothing", "I05": ["customer_messages"], "I06": "over_100k", "I06a": 2_000_000,
    },
    "chat filter of games": {
        "S02": ["moderate"], "S03": "one_task", "S06": "general_public", "S07": "serious_loss",
        "S09": "on_appeal", "S12": ["children"], "S13": ["us", "eu"], "S15": ["children"],
        "S17": "no_figures", "M01": "own_hardware", "M02a": ["labels"], "M05": "under_300ms",
        "M05a": 100, "M07": ["none"], "M09": "measured", "A01": ["slow_or_dear"],
        "A02": "from_500", "A02a": 5_000, "I06": "over_100k", "I06a": 64_800_000_000,
    },
    "code completion": {
        "S02": ["write_code"], "S03": "one_task", "S06": "many_staff", "S07": "rework",
        "S09": "user_every_time", "S12": ["none"], "S15": ["confidential"],
        "S17": "no_figures", "M01": "own_hardware", "M02a": ["code"], "M05": "first_words_2s",
        "M05a": 400, "M07": ["own_documents_changing"], "M07a": 200_000_000,
        "M09": "ten_plus", "M09a": 0.2, "S11a": 0.3, "A02": "from_500", "A02a": 3_000,
        "A08": "no_evidence", "A10": "no_comparisons", "I03": "drafts", "I05": ["staff_only"],
        "I06": "over_100k", "I06a": 400_000,
    },
    "ranking of applicants with emotion scores": {
        "S02": ["rank_score"], "S03": "one_task", "S06": "many_staff", "S07": "harm_to_people",
        "S09": "sampled", "S12": ["hiring_work", "emotion_work_school"], "S13": ["eu"],
        "S15": ["personal"], "M01": "api_contract", "M07": ["none"], "A02": "over_5000",
        "A02a": 50_000, "A03": ["biased"], "I03": "nothing", "I06": "from_100", "I06a": 300,
    },
    "ranking of applicants": {
        "S02": ["rank_score"], "S03": "one_task", "S06": "many_staff", "S07": "harm_to_people",
        "S09": "expert_every_time", "S12": ["hiring_work"], "S12a": "ranks_or_filters",
        "S13": ["eu"], "S15": ["personal"], "M01": "api_contract", "M02": ["documents"],
        "M07": ["none"], "A02": "over_5000", "A02a": 50_000, "A03": ["biased"],
        "I03": "nothing", "I06": "from_100", "I06a": 300, "M11": ["fine_tuning"],
    },
    "credit scores from records": {
        "S02": ["rank_score"], "S03": "one_task", "S06": "only_software",
        "S07": "harm_to_people", "S09": "nobody", "S12": ["credit_insurance"],
        "S12a": "decides_alone", "S13": ["eu"], "S15": ["personal"], "S16": "partly",
        "S17": "exact", "M01": "own_hardware", "M02": ["structured_data"], "M02a": ["labels"],
        "M07": ["none"], "A02": "over_5000", "A03": ["biased"], "I03": "nothing",
        "M11": ["any_ai"],
    },
    "clinical notes": {
        "S02": ["summarise"], "S03": "one_task", "S06": "few_trained_staff",
        "S07": "harm_to_people", "S09": "expert_every_time", "S12": ["health"], "S13": ["us"],
        "S15": ["personal", "health"], "S17": "no_figures", "M01": "api_contract",
        "M02": ["audio"], "M02a": ["text", "structured_fields"], "M05": "under_1min",
        "M05a": 60_000, "M07": ["none"], "M09": "ten_plus", "M09a": 0.8, "S11a": 0.95,
        "A02": "from_50", "A02a": 200, "A03": ["expert_checked"], "I03": "drafts",
        "I06": "from_1k", "I06a": 4_000,
    },
    "terms in clinical letters": {
        "S02": ["tag_entities"], "S03": "one_task", "S06": "only_software", "S07": "rework",
        "S09": "uncertain_only", "S12": ["health"], "S15": ["health"], "M01": "own_hardware",
        "M02": ["plain_text"], "M02a": ["labels"], "M07": ["none"], "M08": "jargon",
        "A02": "from_500", "A02a": 1_200, "A03": ["expert_checked"], "I06": "from_1k",
    },
    "homework help for pupils": {
        "S02": ["answer_questions", "hold_conversation"], "S03": "few_tasks",
        "S06": "general_public", "S07": "harm_to_people", "S09": "sampled",
        "S12": ["children"], "S13": ["eu"], "S15": ["children"], "S17": "exact",
        "M01": "fixed_region", "M03": "multi_step", "M05": "under_10s", "M05a": 8_000,
        "M07": ["own_documents_stable"], "M07a": 3_000_000, "A02": "from_50", "A02a": 100,
        "A08": "no_evidence", "I03": "nothing", "I05": ["customer_messages"],
        "I06": "from_10k", "I06a": 20_000, "S14a": "hand_to_person",
    },
    "changes and refunds of bookings": {
        "S02": ["hold_conversation", "act_in_systems"], "S03": "few_tasks",
        "S06": "paying_customers", "S07": "money_or_complaint", "S07a": 150, "E08": 12,
        "S09": "per_action_approval", "S12": ["none"], "S13": ["eu"], "S15": ["personal"],
        "S17": "exact", "M01": "api_contract", "M05": "under_10s", "M07": ["live_systems"],
        "M07a": 40_000, "M09": "ten_plus", "M09a": 0.6, "S11a": 0.9, "A02": "under_50",
        "A02a": 40, "A08": "no_evidence", "I03": "money_access_safety",
        "I05": ["customer_messages"], "I06": "from_1k", "I06a": 3_000, "M11": ["agent"],
    },
    "IT tickets solved by an agent": {
        "S02": ["hold_conversation", "act_in_systems"], "S03": "few_tasks", "S06": "many_staff",
        "S07": "money_or_complaint", "S09": "on_handover", "S12": ["none"], "S13": ["us"],
        "S15": ["confidential"], "M01": "api_contract", "M05": "minutes",
        "M07": ["live_systems", "own_documents_changing"], "M07a": 5_000_000,
        "A02": "under_50", "I03": "reversible", "I04": "model_chosen",
        "I05": ["customer_messages"], "I06": "from_100", "M09": "measured", "M09a": 0.7,
        "M09c": 0.4,
    },
    "an agent with nothing to stop it": {
        "S02": ["act_in_systems"], "S09": "nobody", "I03": "money_access_safety",
        "I04": "open_loop", "M07": ["live_systems"], "M11": ["agent"], "S07": "serious_loss",
    },
    "product texts at catalogue scale": {
        "S02": ["draft"], "S03": "one_task", "S06": "paying_customers",
        "S07": "money_or_complaint", "S09": "sampled", "S12": ["none"], "S13": ["eu"],
        "S15": ["low_sensitivity"], "S17": "exact", "M01": "api_contract",
        "M02": ["structured_data"], "M02a": ["text"], "M05": "batch_hours",
        "M07": ["live_systems"], "M07a": 40_000_000, "M09": "ten_plus", "M09a": 0.7,
        "S11a": 0.9, "A02": "from_500", "A02a": 2_000, "A08": "no_evidence",
        "A09": ["house_style", "mandatory_terms"], "A10": "under_1k", "A10a": 500,
        "I03": "drafts", "I05": ["staff_only"], "I06": "from_10k", "I06a": 50_000,
    },
    "orders by telephone": {
        "S02": ["hold_conversation", "act_in_systems"], "S03": "one_task",
        "S06": "general_public", "S07": "annoyance", "S09": "on_handover", "S12": ["none"],
        "S13": ["us"], "S15": ["personal"], "S17": "exact", "M01": "api_contract",
        "M02": ["audio"], "M02a": ["audio"], "M05": "first_words_2s", "M05a": 1_500,
        "M07": ["live_systems"], "M07a": 8_000, "A02": "from_50", "A02a": 300,
        "I01": ["voice"], "I03": "reversible", "I04": "fixed_chain",
        "I05": ["customer_messages"], "I06": "from_10k", "I06a": 15_000,
    },
    "answers in a language that no model knows": {
        "S02": ["answer_questions", "hold_conversation", "translate"], "S03": "few_tasks",
        "S06": "general_public", "S07": "money_or_complaint", "S09": "on_handover",
        "S12": ["none"], "S13": ["other"], "S15": ["low_sensitivity"], "M01": "own_cloud",
        "M05": "under_10s", "M07": ["own_documents_stable"], "M07a": 20_000_000,
        "M08": "unknown_language", "M08a": 12_000_000_000, "M08b": 3.1, "M08c": 2_000_000,
        "M09": "measured", "M09a": 0.35, "S11a": 0.8, "M10": "app_on_own_tuned_model",
        "M10a": ["measured_gap"], "M10b": "cleared", "A01": ["poor_language"],
        "A01a": ["few_shot", "fine_tuning", "several_models"], "A02": "over_5000",
        "A02a": 30_000, "A04": "over_300", "A08": "link", "I06": "from_1k", "I06a": 5_000,
    },
    "a rare notation with rights unclear": {
        "M08": "rare_notation", "M08a": 4_000_000_000, "M10": "own_trained_model",
        "M10b": "unclear", "M01": "own_cloud", "M07": ["none"], "A02": "from_500",
        "A03": ["rights_unclear"],
    },
    "signals that are no language": {
        "S02": ["classify_route", "draft"], "S03": "open_ended", "M01": "own_hardware",
        "M08": "unknown_language", "M08a": 900_000_000_000, "M09": "measured", "M09a": 0.1,
        "S11a": 0.7, "A01a": ["several_models"], "M10": "own_trained_model",
        "M10a": ["new_modality"], "M10b": "cleared", "E03a": ["pretraining"],
        "E04": 20_000_000, "M11": ["train_from_scratch"],
    },
    "case law with citations": {
        "S02": ["answer_questions", "summarise"], "S03": "few_tasks",
        "S06": "few_trained_staff", "S07": "serious_loss", "S09": "expert_every_time",
        "S12": ["none"], "S13": ["us"], "S15": ["confidential"], "M01": "api_contract",
        "M02": ["documents"], "M05": "under_1min", "M07": ["own_documents_changing"],
        "M07a": 900_000_000, "M09": "ten_plus", "M09a": 0.67, "S11a": 0.9, "A02": "from_50",
        "A02a": 250, "A07": "by_document", "A08": "every_claim", "A08a": "may_abstain",
        "I03": "reads_only", "I06": "from_1k", "I06a": 2_000, "M11": ["fine_tuning"],
    },
    "campaign pictures": {
        "S02": ["media", "draft"], "S03": "few_tasks", "S06": "general_public",
        "S07": "money_or_complaint", "S09": "expert_every_time", "S12": ["none"],
        "S13": ["eu"], "S15": ["low_sensitivity"], "M01": "api_contract", "M02": ["images"],
        "M02a": ["images", "text"], "M05": "minutes", "M07": ["stable_know_how"],
        "A02": "under_50", "A11": ["copyright"], "I06": "from_100",
    },
    "search results of a shop": {
        "S02": ["rank_score"], "S03": "one_task", "S06": "paying_customers",
        "S07": "annoyance", "S09": "nobody", "S12": ["none"], "S15": ["low_sensitivity"],
        "M01": "own_cloud", "M02": ["plain_text"], "M02a": ["labels"], "M05": "under_300ms",
        "M05a": 100, "M07": ["own_documents_changing"], "M07a": 800_000_000,
        "M09": "measured", "M09a": 0.7, "S11a": 0.75, "A02": "over_5000", "A02a": 60_000,
        "I03": "nothing", "I06": "over_100k", "I06a": 30_000_000,
    },
    "translation in the car": {
        "S02": ["translate"], "S03": "one_task", "S06": "general_public", "S07": "annoyance",
        "S09": "user_every_time", "S12": ["none"], "S15": ["personal"], "M01": "on_device",
        "M01a": 1, "M05": "first_words_2s", "M05a": 1_200, "M07": ["none"],
        "A02": "over_5000", "A02a": 2_000_000, "A03": ["synthetic"], "I06": "not_central",
    },
    "notes on the telephone, nothing to tune with": {
        "S02": ["summarise"], "M01": "on_device", "M07": ["none"], "A02": "none",
        "E03a": ["none"], "I06": "not_central",
    },
    "refunds worked out from letters": {
        "S02": ["calculate"], "S03": "one_task", "S06": "few_trained_staff",
        "S07": "money_or_complaint", "S09": "expert_every_time", "S12": ["none"],
        "S15": ["personal"], "S16": "fully_free_text", "S17": "exact", "M01": "api_contract",
        "M02a": ["structured_fields"], "M07": ["own_documents_stable"], "M07a": 20_000,
        "A02": "from_50", "A02a": 150, "I03": "drafts", "I06": "from_100",
    },
    "translation of a whole web shop": {
        "S02": ["translate"], "M01": "any_api", "I06": "over_100k", "I06a": 500_000,
        "M05": "batch_hours", "A02": "over_5000", "A02a": 200_000, "A01": ["wrong_tone"],
        "M09": "measured", "M09a": 0.8, "S11a": 0.9, "M07": ["none"],
    },
    "a prompt that is good enough": {
        "S02": ["rewrite"], "M07": ["none"], "M03": "paraphrase_extract", "M09": "measured",
        "M09a": 0.95, "S11a": 0.9, "A01": ["nothing"], "A02": "from_500", "M11": ["fine_tuning"],
    },
    "facts out of date": {
        "S02": ["answer_questions"], "M07": ["none"], "A01": ["wrong_facts"],
        "M11": ["retrieval"], "A08a": "must_answer", "S07": "serious_loss",
    },
    "letters with passages fixed by law": {
        "S02": ["draft"], "A09": ["fixed_text"], "M07": ["live_systems"],
        "M02": ["structured_data"], "A02": "from_50", "M09": "not_tried",
    },
    "mail sorted, partly by rules": {
        "S02": ["classify_route"], "S05": ["nothing_tried"], "S16": "partly", "A02": "under_50",
        "M07": ["none"], "M01": "api_contract",
    },
    "a narrow task that products cover": {
        "S02": ["summarise"], "S03": "one_task", "S05": ["bought_product"], "E03": "nothing",
        "M10": "bought_product",
    },
    "raters who disagree": {
        "S02": ["hold_conversation"], "S03": "open_ended", "S06": "general_public",
        "M01": "own_cloud", "M07": ["none"], "A01": ["unsafe", "wrong_tone"],
        "A02": "from_500", "A04": "from_100", "A10": "from_1k", "A10b": "agree_partly",
        "M10": "app_on_own_tuned_model", "M11": ["preference_tuning"],
    },
    "a vendor's model that is too dear": {
        "S02": ["answer_questions"], "M01": "any_api", "M07": ["none"],
        "A01": ["slow_or_dear"], "I13": ["control"], "M03a": 0.2, "I06": "from_10k",
    },
    "hard sums in two seconds": {
        "S02": ["answer_questions"], "M03": "multi_step", "M05": "first_words_2s",
        "S17": "exact", "M07": ["none"], "M11": ["specialist_model"],
    },
    "an own model of middle size": {
        "S02": ["draft"], "S03": "one_task", "M01": "own_cloud", "M07": ["stable_know_how"],
        "A01": ["wrong_tone"], "A02": "over_5000", "A02a": 9_000, "A04": "from_100",
    },
    "forms read by a hosted model": {
        "S02": ["extract_fields"], "M01": "api_contract", "M02": ["scanned_pages"],
        "A02": "from_500", "A02a": 900, "M07": ["none"], "S07": "serious_loss",
        "S09": "sampled",
    },
    "letters on open weights in any cloud": {
        "S02": ["draft"], "S03": "one_task", "M01": "any_api", "M06": ["open_weights_required"],
        "M07": ["none"], "A02": "none", "M09": "ten_plus", "M09a": 0.5, "S11a": 0.9,
    },
    "forms that change the master data": {
        "S02": ["extract_fields"], "S07": "serious_loss", "S09": "nobody",
        "I03": "reversible", "M07": ["none"],
    },
}  # fmt: skip


def situation(name: str) -> Answers:
    return said(**SITUATIONS[name])
