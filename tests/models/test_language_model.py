import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from referat.errors import ModelError, UsageError
from referat.labels import Section
from referat.minutes import SentenceInContext
from referat.models.baselines.language_model import LanguageModelTagger, load_language_model


class Server(HTTPServer):
    """Answers every question with what it was told to, and keeps what it was asked."""

    answer: str | None = None
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, object]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.server.asked.append({"path": self.path, **body})
        question = json.loads(body["messages"][1]["content"])
        tags = {
            number: ["decision"] if one["sentence"] == "Godkendt." else []
            for number, one in question.items()
        }
        content = json.dumps(tags) if self.server.answer is None else self.server.answer
        data = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    thread = threading.Thread(target=one.serve_forever)
    thread.start()
    yield one
    one.shutdown()
    thread.join()
    one.server_close()


def sentences(*texts: str) -> list[SentenceInContext]:
    return [SentenceInContext(text, Section.OUTCOME, item_title="Budget") for text in texts]


def test_tags_come_from_the_server_and_the_prompt_is_kept(server: Server) -> None:
    tagger = load_language_model(f"{server.address}#local")
    scores = tagger.score(sentences(*["Godkendt.", "Vejret var godt."] * 15))
    assert scores.tolist() == [[1, 0, 0, 0], [0, 0, 0, 0]] * 15
    assert len(server.asked) == 2
    assert server.asked[0]["path"] == "/v1/chat/completions"
    assert server.asked[0]["messages"][0] == {"role": "system", "content": tagger.prompt}  # type: ignore[index]
    assert tagger.failures == 0


@pytest.mark.parametrize("answer", ["", "Gerne!", "[1]", '{"1": "decision"}', "{" * 5000])
def test_an_answer_of_another_shape_gives_no_tag_and_is_counted(
    server: Server, answer: str
) -> None:
    server.answer = answer
    tagger = LanguageModelTagger(server.address, "local")
    assert tagger.score(sentences("Godkendt.")).tolist() == [[0, 0, 0, 0]]
    assert tagger.failures == 1


def test_a_server_that_refuses_or_is_not_there_is_told(server: Server) -> None:
    server.status = 500
    with pytest.raises(ModelError, match="500"):
        LanguageModelTagger(server.address, "local").score(sentences("Godkendt."))
    with pytest.raises(ModelError, match="does not answer"):
        LanguageModelTagger("http://127.0.0.1:9/v1", "local").score(sentences("Godkendt."))


@pytest.mark.parametrize(
    "name",
    [
        "http://example.org/v1#m",
        "http://10.0.0.1/v1#m",
        "https://127.0.0.1/v1#m",
        "http://127.0.0.1/v1",
    ],
)
def test_other_machines_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        load_language_model(name)


def test_nothing_is_asked_about_nothing(server: Server) -> None:
    assert LanguageModelTagger(server.address, "local").score([]).shape == (0, 4)
    assert server.asked == []
