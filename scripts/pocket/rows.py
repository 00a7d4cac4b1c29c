"""Rows of token ids made of conversations, and how much each token counts where it is to be predicted."""
import torch

import answers
from bpe import ASSISTANT, BOS, END, USER

# The first tokens of an answer, and of each line of it, decide what it is about: they weigh more. What follows in the sentence for
# what is outside decides nothing, so that most of the time it is left out.
FIRST, FIRST_WEIGHT, SHORT_ANSWER = 6, 3.0, 12


class Rows:
    def __init__(self, corpus, tokenizer, window):
        self.corpus, self.tokenizer, self.window = corpus, tokenizer, window
        self.newline = tokenizer.encode('\n')[0]

    def weights(self, said):
        found, left = [], FIRST
        for token in said:
            found.append(FIRST_WEIGHT if left > 0 else 1.0)
            left = FIRST if token == self.newline else left - 1
        return found

    def tokens(self, conversation, rng=None):
        """Token ids, and how much each counts where it is to be predicted: the answers and their ends, and texts without a question."""
        ids, learned = [BOS], [0.0]
        for question, answer in conversation:
            if question is not None:
                asked = [USER, *self.tokenizer.encode(question), ASSISTANT]
                ids += asked
                learned += [0.0] * len(asked)
            said = [*self.tokenizer.encode(answer), END]
            if rng and len(conversation) == 1 and answer == answers.OUTSIDE and rng.random() < 0.75:
                said = said[:SHORT_ANSWER]
            ids += said
            learned += self.weights(said)
        return ids, learned

    def fitting(self, conversation, rng):
        """The tokens of as many of the first turns as the window holds."""
        while True:
            row = self.tokens(conversation, rng)
            if len(row[0]) <= self.window:
                return row
            conversation = conversation[:-1]

    def batches(self, rng, size):
        """Rows of about one length together, `size` tokens in all with the padding: one conversation a row, so that nothing looks into
        another."""
        while True:
            rows = []
            while len(rows) < 1500:
                rows.append(self.fitting(self.corpus.conversation(rng), rng))
            rows.sort(key=lambda row: len(row[0]))
            made, start = [], 0
            while start < len(rows):
                end = start + 1
                while end < len(rows) and (end + 1 - start) * len(rows[end][0]) <= size:
                    end += 1
                made.append(rows[start:end])
                start = end
            rng.shuffle(made)
            yield from made


def padded(rows):
    length = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([row + [END] * (length - len(row)) for row, _ in rows])
    learned = torch.tensor([row + [0.0] * (length - len(row)) for _, row in rows])
    return ids[:, :-1], ids[:, 1:], learned[:, 1:]
