"""The front: FastAPI; requests to orders, httpx to stock, Celery for the mail."""

import os

import httpx
import requests
from fastapi import FastAPI
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor

from telemetry import is_broken, start

start("web")
RequestsInstrumentor().instrument()
# Wrong: only requests is instrumented, and what goes by httpx carries nothing.
if not is_broken("httpx-not-instrumented"):
    HTTPXClientInstrumentor().instrument()
# Wrong: the worker is instrumented, the sender is not, so the message has no context.
if not is_broken("celery-sender-not-instrumented"):
    CeleryInstrumentor().instrument()

from worker import send_mail  # noqa: E402  after the instrumentation, as Celery's signals want it

app = FastAPI()
FastAPIInstrumentor.instrument_app(app, exclude_spans=["receive", "send"])
session = requests.Session()
client = httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=200))
ORDERS, STOCK = os.environ["ORDERS_URL"], os.environ["STOCK_URL"]


@app.post("/checkout")
def checkout():
    # A plain def: FastAPI runs it in a thread of its own and carries the context there.
    requests.post(f"{ORDERS}/orders", timeout=30).raise_for_status()
    send_mail.delay("order placed")
    return {"ok": True}


@app.get("/products")
async def products():
    answer = await client.get(f"{STOCK}/stock")
    return answer.json()
