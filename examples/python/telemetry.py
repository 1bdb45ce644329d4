"""The SDK as each service sets it up, and the switch between a mistake and its right twin."""

import os

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

FAULT = os.environ.get("SHOP_FAULT", "")
tracer = trace.get_tracer("shop")


def is_broken(name: str) -> bool:
    return name == FAULT


def start(service: str) -> TracerProvider:
    provider = TracerProvider(
        resource=Resource.create(
            {
                "service.name": service,
                "service.instance.id": f"{service}-{os.getpid()}",
                "deployment.environment.name": "shop-eu",
            }
        )
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), schedule_delay_millis=500))
    trace.set_tracer_provider(provider)
    if is_broken("xray-in-orders") and service == "orders":
        from opentelemetry.propagators.aws import AwsXRayPropagator

        propagate.set_global_textmap(AwsXRayPropagator())
    if is_broken("jaeger-in-stock") and service == "stock":
        from opentelemetry.propagators.jaeger import JaegerPropagator

        propagate.set_global_textmap(JaegerPropagator())
    return provider
