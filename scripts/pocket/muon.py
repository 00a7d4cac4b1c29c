"""Muon (https://kellerjordan.github.io/posts/muon/): momentum whose matrices are brought near to orthogonal ones, so that every
direction is learned at one speed. A network of this size needs about half the steps of AdamW with it."""
import torch


def orthogonal(stack):
    """Newton-Schulz steps on a stack of matrices: their singular values end near 1."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = stack.shape[1] > stack.shape[2]
    x = stack.transpose(1, 2) if tall else stack
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return x.transpose(1, 2) if tall else x


class Muon(torch.optim.Optimizer):
    """For the matrices inside the layers; matrices of one size are worked on together."""

    def __init__(self, matrices, lr, momentum=0.95, weight_decay=0.0):
        super().__init__(matrices, {'lr': lr, 'momentum': momentum, 'weight_decay': weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            sizes = {}
            for p in group['params']:
                sizes.setdefault(tuple(p.shape), []).append(p)
            for (rows, columns), found in sizes.items():
                updates = []
                for p in found:
                    state = self.state[p]
                    kept = state.setdefault('momentum', torch.zeros_like(p))
                    kept.lerp_(p.grad, 1 - group['momentum'])
                    updates.append(p.grad.lerp(kept, group['momentum']))
                scale = group['lr'] * max(1, rows / columns) ** 0.5
                for p, update in zip(found, orthogonal(torch.stack(updates))):
                    p.mul_(1 - group['lr'] * group['weight_decay']).add_(update, alpha=-scale)
