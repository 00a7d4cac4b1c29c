import type { LabSettings } from '../../../../core/lab/labPlace';
import { branchKey, forksText, readForks } from '../../../../core/lab/forks';
import type { Fork } from '../../../../core/lab/forks';
import { PrefixReader } from '../../../../core/lab/prefixReader';
import { stepsWith, takenOf, writeSteps } from '../../../../core/lab/steps';
import type { TokenCandidate, AnswerStep, Writing } from '../../../../core/lab/steps';
import { tokenName } from '../../../../core/lab/tokenNames';
import type { PocketModel } from '../../../../core/pocket/pocketModel';
import { afterStep, within } from '../../controls';
import { inBackground } from '../../station';
import type { LabTools } from '../../station';

export interface GenerationSettings {
  readonly [name: string]: number | string;
  /** Number of the step, from 1. */
  readonly step: number;
  /** Number of the candidate that "what if" takes, from 1, the likeliest. */
  readonly candidate: number;
  /** Number of the branch; 0: the answer itself. */
  readonly branch: number;
  /** The branches: see `forksText`. */
  readonly forks: string;
}

export const maxBranches = 8;
/** Candidates of a step that are kept; the picture has fewer. */
const keptCandidates = 20;
export const shownCandidates = 8;
const writing = { most: 60, candidates: keptCandidates };

/** The tree of answers. A branch is written when it is first looked at. */
export class Tree {
  private readonly written = new Map<string, Writing>();
  private readonly reader: PrefixReader;
  private work: Promise<unknown> = Promise.resolve();
  private readonly asked = new Set<string>();

  constructor(
    readonly model: PocketModel,
    private readonly prompt: readonly number[],
    private readonly lab: Pick<LabTools, 'run' | 'changed'>,
  ) {
    this.reader = new PrefixReader(model.network);
  }

  /** Writes the answer itself. @throws WindowError */
  async start(): Promise<void> {
    await this.write('', []);
  }

  /** Returns a branch, or `undefined` until it is written. Asking for it starts the writing. */
  branch(forks: readonly Fork[], branch: number): Writing | undefined {
    const key = branchKey(forks, branch);
    const found = this.written.get(key);
    if (found || this.asked.has(key)) return found;
    const fork = forks[branch - 1];
    const from = fork && this.branch(forks, fork.from);
    if (!from) return undefined;
    this.asked.add(key);
    // Branches are written one after the other, as they share a cache.
    this.work = this.work.then(async () => {
      await this.write(key, stepsWith(from.steps, fork.at, fork.rank));
      this.lab.changed();
    });
    inBackground(this.work);
    return undefined;
  }

  private async write(key: string, given: readonly AnswerStep[]): Promise<void> {
    const work = writeSteps(this.model, this.reader, this.prompt, { ...writing, given });
    this.written.set(key, await this.lab.run(work));
  }
}

/** The step, the branch and the candidate that are looked at. */
export interface View {
  readonly forks: readonly Fork[];
  readonly branch: number;
  /** The answer of the branch that is looked at, or of the nearest before it that is written. */
  readonly writing: Writing;
  readonly isWritten: boolean;
  /** Index of the step, from 0. */
  readonly step: number;
  readonly candidate: number;
}

export function viewOf(tree: Tree, settings: GenerationSettings): View {
  const forks = readForks(settings.forks, maxBranches);
  const branch = within(settings.branch, 0, forks.length);
  let shown = branch;
  let found = tree.branch(forks, shown);
  while (!found && shown > 0) {
    shown = forks[shown - 1]!.from;
    found = tree.branch(forks, shown);
  }
  const written = found ?? { steps: [], isEnded: false };
  const step = within(settings.step, 1, written.steps.length) - 1;
  const count = Math.min(shownCandidates, written.steps[step]?.candidates.length ?? 1);
  const candidate = within(settings.candidate, 1, count) - 1;
  return { forks, branch, writing: written, isWritten: shown === branch, step, candidate };
}

/** All settings. This is a type and no interface, so that the lab takes it as settings. */
type TreeStep = Readonly<{ step: number; candidate: number; branch: number; forks: string }>;

/**
 * Returns the settings that take the candidate of a rank at the step. `undefined` if the branch is not written yet, if
 * its step has that candidate already, or if the tree is full.
 */
export function afterTaking(view: View, rank: number): TreeStep | undefined {
  const { forks, branch, writing: shown, step, isWritten } = view;
  if (!isWritten || shown.steps[step]?.rank === rank) return undefined;
  const next = [...forks, { from: branch, at: step, rank }];
  const key = branchKey(next, next.length);
  const same = forks.findIndex((_, index) => branchKey(forks, index + 1) === key);
  const place = { step: step + 1, candidate: rank + 1 };
  if (same >= 0) return { ...place, forks: forksText(forks), branch: same + 1 };
  return forks.length < maxBranches ? { ...place, forks: forksText(next), branch: next.length } : undefined;
}

/**
 * Handles keys: left and right change the step, up and down the candidate, Page Up and
 * Page Down the branch. Enter takes the candidate.
 */
export function afterKey(key: string, tree: Tree, settings: GenerationSettings): LabSettings | undefined {
  const view = viewOf(tree, settings);
  const { step, candidate, branch, forks, writing: shown } = view;
  if (key === 'Enter') return afterTaking(view, candidate);
  const keys = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];
  const moved = afterStep(key, { name: 'step', value: step + 1, range: [1, shown.steps.length], keys });
  if (moved) return { ...moved, candidate: 1 };
  return afterStep(
    key,
    { name: 'candidate', value: candidate + 1, range: [1, shownCandidates], keys: ['ArrowUp', 'ArrowDown'] },
    { name: 'branch', value: branch, range: [0, forks.length], keys: ['PageUp', 'PageDown'] },
  );
}

export interface ShownCandidate extends TokenCandidate {
  readonly text: string;
  readonly isTaken: boolean;
}

export const candidatesOf = ({ model }: Tree, { writing: shown, step }: View): ShownCandidate[] => {
  const at = shown.steps[step];
  return at
    ? at.candidates.map((one, rank) => ({ ...one, text: tokenName(model, one.id), isTaken: rank === at.rank }))
    : [];
};

/** Returns the names of the tokens of an answer. */
export const namesOf = (model: PocketModel, { steps }: Writing): string[] =>
  steps.map((step) => tokenName(model, takenOf(step).id));
