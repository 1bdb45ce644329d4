"""Stock: one FastAPI route with a step inside."""

import asyncio

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

from telemetry import is_broken, start, tracer

start("stock")
app = FastAPI()
# Wrong: the SDK is there and spans are made by hand, but nothing wraps the app, so nobody reads the header.
if not is_broken("app-not-instrumented"):
    FastAPIInstrumentor.instrument_app(app, exclude_spans=["receive", "send"])


@app.get("/stock")
async def stock():
    with tracer.start_as_current_span("count stock"):
        await asyncio.sleep(0.004)
    return {"left": 3}
