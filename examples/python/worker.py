"""The Celery worker, prefork, on a real Redis. Its exporter starts in each child, after the fork."""

import os
import time

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from opentelemetry import trace
from opentelemetry.instrumentation.celery import CeleryInstrumentor

from telemetry import is_broken, start, tracer

queue = Celery("mail", broker=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"))
queue.conf.task_ignore_result = True
queue.conf.broker_connection_retry_on_startup = True


@worker_process_init.connect(weak=False)
def begin(**_kwargs):
    start("worker")
    # Wrong: the sender is instrumented, the worker is not; nobody reads the headers of the message.
    if not is_broken("celery-worker-not-instrumented"):
        CeleryInstrumentor().instrument()


@worker_process_shutdown.connect(weak=False)
def finish(**_kwargs):
    trace.get_tracer_provider().shutdown()


@queue.task(name="send_mail")
def send_mail(text: str):
    with tracer.start_as_current_span("smtp"):
        time.sleep(0.004)
    return len(text)
