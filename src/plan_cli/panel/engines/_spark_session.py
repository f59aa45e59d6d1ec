"""A session of a Spark Connect server: knocked at first, so that nobody waits for a server that is not there."""

import warnings
from threading import Event
from typing import Any

from plan_cli.panel.engine import UnreachableError

#: Seconds that a server has to answer the first time; and how often a call that fails later is tried again (this makes
#: half a minute).
PATIENCE = 10
RETRIES = 5
#: Names of columns as they are written, values in names of folders (``code=01``) as text; and what is kept in as
#: many parts as its size asks for (in 200 parts, 1 million rows took two cores eight times as long).
_SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning": "true",
}


def session_at(remote: str, address: str) -> Any:
    """The session at a URL. Errors: ``UnreachableError`` where no server answers at the ``address``."""
    with warnings.catch_warnings():
        # It warns that pandas is too new for parts that are not used here.
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.errors import PySparkException
        from pyspark.sql.connect.client import DefaultChannelBuilder
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

    # The diagnostic says so.
    warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]", category=UserWarning)
    try:
        channel = DefaultChannelBuilder(remote)
        _wait_for(channel.toChannel())
        session = SparkSession.builder.channelBuilder(channel).create()
        session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
    except (PySparkException, TimeoutError) as error:
        raise UnreachableError(address) from error
    return session


def _wait_for(channel: Any) -> None:
    """Wait until a server answers. Errors: ``TimeoutError`` at the first failure, or when it takes too long."""
    from grpc import ChannelConnectivity as State

    states: list[Any] = []
    settled = Event()

    def note(state: Any) -> None:
        states.append(state)
        if state in (State.READY, State.TRANSIENT_FAILURE, State.SHUTDOWN):
            settled.set()

    channel.subscribe(note, try_to_connect=True)
    settled.wait(PATIENCE)
    channel.unsubscribe(note)
    channel.close()
    if State.READY not in states:
        raise TimeoutError
