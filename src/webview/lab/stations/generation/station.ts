import { svg } from 'lit';
import { formatShare } from '../../../../core/base/numbers';
import { answerText } from '../../../../core/lab/tokenNames';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import type { Control } from '../../controls';
import { outOf } from '../../counted';
import { cut, flow } from '../../flow';
import { LabProblem } from '../../station';
import type { Drawn, PictureFrame, Station, Table } from '../../station';
import { Tree, afterKey, afterTaking, candidatesOf, maxBranches, namesOf, shownCandidates, viewOf } from './reading';
import type { GenerationSettings, ShownCandidate, View } from './reading';

/** An answer, one token after the other, and what it would have been had another token been taken. */
export const generation: Station<Tree, GenerationSettings> = {
  id: 'generation',
  title: 'labGenTitle',
  sentences: 'labGenSentences',
  example: 'labGenExample',
  defaults: { step: 1, candidate: 1, branch: 0, forks: '' },

  async read(text, lab) {
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    const { bos, user, assistant } = lab.model.special;
    const tree = new Tree(lab.model, [bos, user, ...lab.model.tokenizer.encode(text), assistant], lab);
    await tree.start();
    return tree;
  },

  controls(tree, settings): Control[] {
    const view = viewOf(tree, settings);
    const { writing, step, candidate, branch, forks } = view;
    const max = writing.steps.length;
    const others = candidatesOf(tree, view).slice(0, shownCandidates);
    const next = { step: Math.min(max, step + 2), candidate: 1 };
    const idle = step + 1 < max ? undefined : words('labGenLast');
    const shown = others[candidate] ? named(others[candidate]) : '';
    return [
      slider('step', words('labGenStep'), step + 1, [1, max], outOf(step + 1, max)),
      { kind: 'button', name: 'next', label: words('labGenNext'), change: next, idle },
      slider('candidate', words('labGenCandidate'), candidate + 1, [1, others.length], shown),
      takeControl(view, candidate),
      ...(forks.length === 0 ? [] : branchControls(branch, forks.length)),
    ];
  },

  draw(tree, settings, frame) {
    const view = viewOf(tree, settings);
    const { type } = frame;
    const answer = drawAnswer(tree, view, frame);
    const bars = drawCandidates(candidatesOf(tree, view).slice(0, shownCandidates), view, answer.height + type, frame);
    const branches = drawTree(tree, view, bars.height + type, frame);
    return { height: branches.height, content: [...answer.content, ...bars.content, ...branches.content] };
  },

  words(tree, settings) {
    const view = viewOf(tree, settings);
    const { step, writing, branch, forks, isWritten } = view;
    if (!isWritten) return words('labGenWriting');
    const [taken, ...rest] = candidatesOf(tree, view).toSorted((a, b) => Number(b.isTaken) - Number(a.isTaken));
    const said = words(
      'labGenWords',
      step + 1,
      writing.steps.length,
      taken ? named(taken) : '',
      rest.slice(0, 3).map(named).join(', '),
    );
    const soFar = words('labGenSoFar', answerText(tree.model, writing.steps.slice(0, step + 1)));
    const fork = forks[branch - 1];
    // The words so far end with a quotation mark and no full stop, so no sentence follows them.
    return fork ? `${said} ${words('labGenBranchWords', branch, fork.at + 1, fork.from)} ${soFar}` : `${said} ${soFar}`;
  },

  table(tree, settings): Table {
    return {
      columns: [
        words('labPlaceInText'),
        words('labToken'),
        words('labTokenId'),
        words('labProbability'),
        words('labGenTaken'),
      ],
      rows: candidatesOf(tree, viewOf(tree, settings)).map(({ text, id, probability, isTaken }, index) => [
        index + 1,
        text,
        id,
        formatShare(probability),
        isTaken ? words('labGenYes') : '–',
      ]),
    };
  },

  key: afterKey,
};

/** Returns the button that takes the candidate. It is idle, with the reason, if that would change nothing. */
function takeControl(view: View, candidate: number): Control {
  const change = afterTaking(view, candidate);
  const button = { kind: 'button', name: 'take', label: words('labGenTake') } as const;
  return change ? { ...button, change } : { ...button, idle: whyNotTaken(view, candidate) };
}

function whyNotTaken({ isWritten, writing, step }: View, candidate: number): string {
  if (!isWritten) return words('labGenWriting');
  return writing.steps[step]?.rank === candidate ? words('labGenIsTaken') : words('labGenFull', maxBranches);
}

const branchControls = (branch: number, max: number): Control[] => [
  slider('branch', words('labGenBranch'), branch, [0, max], String(branch)),
  { kind: 'button', name: 'clear', label: words('labGenClear'), change: { forks: '', branch: 0, candidate: 1 } },
];

const named = ({ text, probability }: ShownCandidate): string => `“${text}” ${formatShare(probability)}`;

/** Draws the tokens up to the step, and less visibly those that come after it. */
function drawAnswer(tree: Tree, { writing, step }: View, { width, type, set }: PictureFrame): Drawn {
  const { boxes, bottom } = flow(namesOf(tree.model, writing), { top: 1, width, type, line: type * 2 });
  const content = boxes.map((box, index) => {
    const kind = index > step ? 'later' : index === step ? 'token tone0 chosen' : 'token tone0';
    const go = (): void => set({ step: index + 1, candidate: 1 });
    return svg`<rect class=${kind} x=${box.x} y=${box.y} width=${box.width} height=${type * 1.5} rx="2" @pointerdown=${go}></rect>
      <text class=${index > step ? 'code quiet' : 'code'} x=${box.x + type * 0.25} y=${box.y + type * 1.1}>${box.text}</text>`;
  });
  return { content, height: bottom };
}

/** Draws a bar for each candidate, and marks the one that was taken and the one that "what if" would take. */
function drawCandidates(
  candidates: readonly ShownCandidate[],
  view: View,
  top: number,
  { width, type, set }: PictureFrame,
): Drawn {
  const line = type * 1.8;
  const label = Math.min(width * 0.3, type * 12);
  const room = Math.max(20, width - label - type * 10);
  const content = candidates.map(({ text, probability, isTaken }, index) => {
    const y = top + index * line;
    const length = Math.max(1, room * probability);
    const take = (): void => {
      const change = afterTaking(view, index);
      set(change ?? { candidate: index + 1 });
    };
    return svg`<rect class=${index === view.candidate ? 'cell chosen' : 'cell'} data-candidate=${index + 1} x="1" y=${y + type * 0.1}
        width=${width - 2} height=${line - 3} rx="2" @pointerdown=${take}></rect>
      <text class="code" x=${type * 0.4} y=${y + type * 1.2}>${cut(text, label - type, type)}</text>
      <rect class=${isTaken ? 'bar accent' : 'bar cut'} x=${label} y=${y + type * 0.35} width=${length} height=${type * 1.1} rx="1"
        pointer-events="none"></rect>
      <text x=${label + length + type * 0.4} y=${y + type * 1.2}
        >${formatShare(probability)}${isTaken ? ` ${words('labGenTakenMark')}` : ''}</text>`;
  });
  return { content, height: top + candidates.length * line };
}

/** Draws the branches under each other, each beginning where it leaves another. */
function drawTree(tree: Tree, view: View, top: number, { width, type, set }: PictureFrame): Drawn {
  const line = type * 2.6;
  const all = [0, ...view.forks.map((_, index) => index + 1)];
  const written = all.map((branch) => tree.branch(view.forks, branch));
  const longest = Math.max(1, ...written.map((one) => one?.steps.length ?? 0));
  const left = type * 1.8;
  const x = (step: number): number => left + ((width - left - type) * step) / longest;
  const y = (branch: number): number => top + line * branch + type * 2;
  const rows = all.map((branch) => {
    const fork = view.forks[branch - 1];
    const steps = written[branch]?.steps ?? [];
    const start = Math.min(fork?.at ?? 0, longest);
    const text = written[branch] ? answerText(tree.model, steps.slice(start)) : words('labGenWriting');
    const at = Math.min(x(start), width * 0.45);
    const open = (): void => set({ branch });
    return svg`<rect class=${branch === view.branch ? 'cell chosen' : 'cell'} data-branch=${branch} x="1" y=${y(branch) - type * 1.6}
        width=${width - 2} height=${line - 4} rx="2" @pointerdown=${open}></rect>
      <text class=${branch === view.branch ? 'heading' : 'quiet'} x=${type * 0.5} y=${y(branch)}>${branch}</text>
      <line x1=${x(start)} y1=${y(branch) + type * 0.4} x2=${x(Math.max(steps.length, start + 1))} y2=${y(branch) + type * 0.4}></line>
      <text x=${at} y=${y(branch)}>${cut(text.trim(), width - at - type * 0.5, type)}</text>
      ${fork ? svg`<line x1=${x(start)} y1=${y(fork.from) + type * 0.4} x2=${x(start)} y2=${y(branch) + type * 0.4}></line>` : []}`;
  });
  const dot = svg`<circle class="accent" cx=${x(view.step)} cy=${y(view.branch) + type * 0.4} r=${type * 0.3}></circle>`;
  return { content: [...rows, dot], height: y(all.length - 1) + type * 1.4 };
}
