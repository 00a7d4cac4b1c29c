"""Three processes of one thread each work on the parts of a batch."""
import multiprocessing
import os

import torch

from loss import losses


def gradients(model, rows, total):
    """Leaves the gradients of a part of a batch, whose tokens count `total` together, and gives its part of the loss."""
    each, counts, _, _ = losses(model, rows)
    loss = (each * counts).sum() / total
    model.zero_grad(set_to_none=False)
    loss.backward()
    return loss.item()


def help_along(connection, model, shared, parent):
    """A process beside the first: it works on its part of each batch and leaves the gradients in memory that both see."""
    torch.set_num_threads(1)
    # Who was killed says nothing: its child would wait for ever.
    while os.getppid() == parent:
        if not connection.poll(5):
            continue
        job = connection.recv()
        if job is None:
            return
        loss = gradients(model, *job)
        torch.cat([p.grad.flatten() for p in model.parameters()], out=shared)
        connection.send(loss)


class Together:
    def __init__(self, model):
        model.share_memory()
        self.model = model
        self.sizes = [p.numel() for p in model.parameters()]
        self.helpers = [self.start_helper() for _ in range(2)]

    def start_helper(self):
        shared = torch.zeros(sum(self.sizes)).share_memory_()
        connection, far_end = multiprocessing.Pipe()
        process = multiprocessing.get_context('fork').Process(
            target=help_along, args=(far_end, self.model, shared, os.getpid()), daemon=True)
        process.start()
        return process, connection, shared

    def gradients(self, rows):
        """Leaves the gradients of a batch in the model, and gives its loss. The sum is always taken in the same order. This process
        has other work too, so its part is the smallest."""
        total = sum(sum(learned) for _, learned in rows)
        parts = [[row for i, row in enumerate(rows) if i % 7 // 3 == part] for part in range(2)]
        at_work = [(helper, part) for helper, part in zip(self.helpers, parts) if part]
        for (_, connection, _), part in at_work:
            connection.send((part, total))
        own = rows[6::7]
        loss = gradients(self.model, own, total) if own else 0.0
        if not own:
            self.model.zero_grad(set_to_none=False)
        for (_, connection, shared), _ in at_work:
            loss += connection.recv()
            for p, other in zip(self.model.parameters(), shared.split(self.sizes)):
                p.grad = p.grad + other.view_as(p) if p.grad is not None else other.view_as(p).clone()
        return loss

    def end(self):
        for process, connection, _ in self.helpers:
            connection.send(None)
            process.join()
