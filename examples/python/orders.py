"""Orders: FastAPI under gunicorn's prefork; prices in a pool, a receipt after the answer, a queue of audit records."""

import asyncio
import contextvars
import os
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import requests
from fastapi import FastAPI
from opentelemetry import context
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor

from telemetry import is_broken, start, tracer

# gunicorn imports this file in each worker, after the fork (no preload_app): every worker has an exporter thread of its own.
start("orders")
RequestsInstrumentor().instrument()
app = FastAPI()
FastAPIInstrumentor.instrument_app(app, exclude_spans=["receive", "send"])
STOCK = os.environ["STOCK_URL"]
pool = ThreadPoolExecutor(16)
audits: queue.Queue = queue.Queue()


def price(item: int) -> int:
    with tracer.start_as_current_span("price item"):
        time.sleep(0.003)
        return item * 3


def render() -> None:
    with tracer.start_as_current_span("render invoice"):
        time.sleep(0.002)


def receipt() -> None:
    time.sleep(0.02)
    with tracer.start_as_current_span("send receipt"):
        time.sleep(0.004)


def audit_loop() -> None:
    while True:
        carried = audits.get()
        token = context.attach(carried)
        with tracer.start_as_current_span("write audit"):
            time.sleep(0.001)
        # Wrong: attach without detach; all that this thread does from here on belongs to the last job's trace.
        if not is_broken("attach-without-detach"):
            context.detach(token)
        time.sleep(0.002)
        with tracer.start_as_current_span("compact audit log"):
            time.sleep(0.001)


threading.Thread(target=audit_loop, daemon=True).start()


def reserve() -> None:
    if is_broken("span-never-ended"):
        # Wrong: started by hand, and the way out past the expired offer never reaches end().
        span = tracer.start_span("reserve")
        from opentelemetry import trace

        with trace.use_span(span, end_on_exit=False):
            requests.get(f"{STOCK}/stock", timeout=30).raise_for_status()
            return
        span.end()
    with tracer.start_as_current_span("reserve"):
        requests.get(f"{STOCK}/stock", timeout=30).raise_for_status()


def place() -> None:
    reserve()
    # Wrong: a pool's thread begins with an empty context; each job needs a copy of the caller's.
    if is_broken("executor-without-context"):
        jobs = [pool.submit(price, item) for item in range(2)]
    else:
        jobs = [pool.submit(contextvars.copy_context().run, price, item) for item in range(2)]
    for job in jobs:
        job.result()
    audits.put(context.get_current())
    # Wrong: a thread that outlives the answer begins with an empty context.
    if is_broken("thread-without-context"):
        threading.Thread(target=receipt).start()
    else:
        threading.Thread(target=contextvars.copy_context().run, args=(receipt,)).start()


@app.post("/orders")
async def orders():
    await asyncio.to_thread(place)
    loop = asyncio.get_running_loop()
    # Wrong: run_in_executor, unlike asyncio.to_thread, does not copy the context.
    if is_broken("run-in-executor-without-context"):
        await loop.run_in_executor(None, render)
    else:
        await asyncio.to_thread(render)
    return {"ok": True}
