"""Stock: one FastAPI route with a step inside."""

import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

from telemetry import is_broken, start, tracer

start("stock")


@asynccontextmanager
async def lifespan(running: FastAPI):
    # Wrong: by now the stack of middleware is built, and nothing wraps the app any more.
    if is_broken("instrumented-in-lifespan"):
        FastAPIInstrumentor.instrument_app(running)
    yield


app = FastAPI(lifespan=lifespan)
if not is_broken("instrumented-in-lifespan"):
    FastAPIInstrumentor.instrument_app(app, exclude_spans=["receive", "send"])


@app.get("/stock")
async def stock():
    with tracer.start_as_current_span("count stock"):
        await asyncio.sleep(0.004)
    return {"left": 3}
