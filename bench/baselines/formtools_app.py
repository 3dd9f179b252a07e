"""The question step on django-formtools, answers in the database's sessions."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(os.environ["BENCH_DATA"]) / "formtools.db"),
        }
    },
    INSTALLED_APPS=["django.contrib.sessions", "formtools"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(Path(__file__).parent / "templates")],
        }
    ],
)
django.setup()

from django import forms  # noqa: E402  # Django must be set up before its parts are imported
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402

from bench.baselines.steps import CHOICES, SIDE, STEPS  # noqa: E402


class StepForm(forms.Form):
    choice = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(required=False)


class Wizard(NamedUrlSessionWizardView):
    template_name = "step.html"

    def get_context_data(self, form: forms.Form, **more: object) -> dict[str, object]:
        return {**super().get_context_data(form, **more), "names": STEPS, "side": SIDE}

    def done(self, form_list: object, **more: object) -> HttpResponse:
        return HttpResponse("done")


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


wizard = Wizard.as_view(
    [(name, StepForm) for name in STEPS], url_name="step", done_step_name="done"
)
urlpatterns = [path("healthz", healthz), path("steps/<step>/", wizard, name="step")]
call_command("migrate", verbosity=0)
app = get_wsgi_application()
