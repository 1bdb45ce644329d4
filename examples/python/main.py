"""Starts the shop as processes of their own, sends requests, and stops it.

    python main.py --fault httpx-not-instrumented --requests 100 --concurrency 20
    python main.py --list
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
FAULTS = json.loads((HERE / "faults.json").read_text())


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing listens on port {port}")


def run(fault: str, requests: int, concurrency: int) -> None:
    ports = {name: free_port() for name in ("redis", "web", "orders", "stock")}
    shared = {
        **os.environ,
        "OTEL_EXPORTER_OTLP_ENDPOINT": os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"),
        "OTEL_SEMCONV_STABILITY_OPT_IN": "http",
        "SHOP_FAULT": fault,
        "REDIS_URL": f"redis://127.0.0.1:{ports['redis']}/0",
        "ORDERS_URL": f"http://127.0.0.1:{ports['orders']}",
        "STOCK_URL": f"http://127.0.0.1:{ports['stock']}",
    }
    # Wrong: the list replaces the default, so web sends baggage and no traceparent ("none" makes this SDK's servers fail altogether).
    silent = {**shared, "OTEL_PROPAGATORS": "baggage"} if fault == "propagators-baggage-only-in-web" else shared
    python, folder = sys.executable, tempfile.mkdtemp()
    uvicorn = [python, "-m", "uvicorn", "--log-level", "warning", "--port"]
    gunicorn = [python, "-m", "gunicorn", "-w", "2", "-k", "uvicorn.workers.UvicornWorker", "--log-level", "warning"]
    celery = [python, "-m", "celery", "-A", "worker", "worker", "-c", "2", "-l", "ERROR", "--without-gossip"]
    redis = ["redis-server", "--port", str(ports["redis"]), "--save", "", "--bind", "127.0.0.1", "--dir", folder]
    started = []

    def begin(command, environment=shared):
        started.append(subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.DEVNULL))

    try:
        begin(redis)
        wait_for(ports["redis"])
        begin([*uvicorn, str(ports["stock"]), "stock:app"])
        begin([*gunicorn, "-b", f"127.0.0.1:{ports['orders']}", "orders:app"])
        begin([*uvicorn, str(ports["web"]), "web:app"], silent)
        begin(celery)
        for name in ("stock", "orders", "web"):
            wait_for(ports[name])
        time.sleep(3)  # Celery says nowhere that its children are ready

        def ask(number: int) -> None:
            web = f"http://127.0.0.1:{ports['web']}"
            if number % 4 == 3:
                urllib.request.urlopen(f"{web}/products", timeout=60).read()
            else:
                urllib.request.urlopen(f"{web}/checkout", data=b"", timeout=60).read()

        with ThreadPoolExecutor(concurrency) as senders:
            list(senders.map(ask, range(requests)))
        time.sleep(2.5)  # the queue runs empty and every batch leaves
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("--fault", default="", choices=["", *(fault["name"] for fault in FAULTS)])
    words.add_argument("--requests", type=int, default=100)
    words.add_argument("--concurrency", type=int, default=20)
    words.add_argument("--list", action="store_true")
    asked = words.parse_args()
    if asked.list:
        for fault in FAULTS:
            print(f"{fault['name']}: {fault['what']}")
    else:
        run(asked.fault, asked.requests, asked.concurrency)
