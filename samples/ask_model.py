"""Ask a language model about a text, and say what the answer cost.

Runs against any endpoint that speaks the chat completions API. Without settings it asks a model with open weights on
this computer, through Ollama:

    pip install openai
    ollama pull gpt-oss:20b
    python ask_model.py foundation-models.md "What is a context window?"
"""

import os
import sys

from openai import OpenAI

MODEL = os.environ.get("MODEL", "gpt-oss:20b")

# The context window holds the prompt and the answer together, both counted in tokens.
CONTEXT_WINDOW = 131_072

# English text has about four characters a token. A tokenizer gives the real number; code and other languages differ.
CHARACTERS_PER_TOKEN = 4

SYSTEM_PROMPT = (
    "Answer from the text alone. If the answer is not in it, say so: a hallucination is worse than no answer."
)


class Session:
    """Keeps the login of the person who asks. These tokens are no tokens of a language model."""

    def __init__(self, access_token: str, refresh_token: str) -> None:
        self.access_token = access_token
        self.refresh_token = refresh_token


def fits(prompt: str, max_tokens: int) -> bool:
    """Whether prompt and answer fit into the context window, by estimate."""
    estimated_tokens = len(prompt) / CHARACTERS_PER_TOKEN
    return estimated_tokens + max_tokens <= CONTEXT_WINDOW


def ask(client: OpenAI, text: str, question: str, max_tokens: int = 500) -> None:
    # Long texts are better cut into chunks and found again by embedding (RAG) than cut off at the end.
    if not fits(text, max_tokens):
        raise SystemExit(f"The text is too long for {CONTEXT_WINDOW} tokens. Ask about a part of it.")

    stream = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": SYSTEM_PROMPT},
            {"role": "user", "content": f"<text>\n{text}\n</text>\n\n{question}"},
        ],
        # A low temperature keeps to the likeliest tokens; top_p cuts off the unlikely rest.
        temperature=0.2,
        top_p=0.9,
        max_tokens=max_tokens,
        stream=True,
        stream_options={"include_usage": True},
    )
    finish_reason = None
    for chunk in stream:
        for choice in chunk.choices:
            print(choice.delta.content or "", end="", flush=True)
            finish_reason = choice.finish_reason or finish_reason
        if chunk.usage:
            # A reasoning model bills its chain of thought as output tokens as well.
            print(f"\n\n{chunk.usage.prompt_tokens} tokens in, {chunk.usage.completion_tokens} tokens out")
    if finish_reason == "length":
        print(f"The answer stopped at {max_tokens} tokens. Raise max_tokens for the rest.")
    elif finish_reason is None:
        print("The answer was cut off: no finish reason came.")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit('Usage: python ask_model.py FILE "QUESTION"')
    endpoint = OpenAI(
        base_url=os.environ.get("BASE_URL", "http://localhost:11434/v1"),
        api_key=os.environ.get("API_KEY", "none-needed-for-a-local-model"),
    )
    with open(sys.argv[1], encoding="utf-8") as file:
        ask(endpoint, file.read(), sys.argv[2])
