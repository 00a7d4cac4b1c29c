// "Open or closed?": the questions, and the rules that lead from the answers to a verdict. The arguments are those of
// the page Open or Closed of the guide, which names its sources.

import type { Saying } from '../base/say';

/** The possible answers to each question. The last one means that the question does not matter. */
export const answersTo = {
  privacy: ['own', 'contract', 'any'],
  budget: ['uneven', 'steady', 'best', 'any'],
  hardware: ['none', 'one', 'many', 'any'],
  modality: ['text', 'image', 'pdf', 'audio', 'video', 'any'],
  window: ['32k', '128k', '1m', 'any'],
} as const;

export type ChooserQuestion = keyof typeof answersTo;
export type Answers = { readonly [Name in ChooserQuestion]: (typeof answersTo)[Name][number] };
export const questions = Object.keys(answersTo) as ChooserQuestion[];

export type Side = 'open' | 'closed';

interface Argument {
  readonly when: { readonly [Name in ChooserQuestion]?: Answers[Name] };
  readonly side: Side;
  /** Weight of the argument. `Infinity`, which only one argument for the open side has, decides alone. */
  readonly weight: number;
  readonly because: Saying;
}

/** The arguments for either side, by the answers. Each reads as a sentence. */
export const sideArguments: readonly Argument[] = [
  {
    when: { privacy: 'own' },
    side: 'open',
    weight: Infinity,
    because: (say) =>
      say('Your texts must not leave your machines, and only open weights run there, also without a network.'),
  },
  {
    when: { privacy: 'contract' },
    side: 'open',
    weight: 1,
    because: (say) =>
      say('On your own machines, you know what happens to your texts; with an API, you rely on a contract.'),
  },
  {
    when: { budget: 'uneven' },
    side: 'closed',
    weight: 2,
    because: (say) => say('With light or uneven use, you pay only for the tokens you use.'),
  },
  {
    when: { budget: 'steady' },
    side: 'open',
    weight: 2,
    because: (say) => say('Under a steady, heavy load, your own hardware costs the same however much you send.'),
  },
  {
    when: { budget: 'best' },
    side: 'closed',
    weight: 3,
    because: (say) => say('The strongest models are closed; open ones follow some months later.'),
  },
  {
    when: { hardware: 'none' },
    side: 'closed',
    weight: 3,
    because: (say) => say('There is nothing to set up or maintain, and it grows with demand at once.'),
  },
  {
    when: { hardware: 'one' },
    side: 'open',
    weight: 1,
    because: (say) => say('A small open model fits on your graphics card.'),
  },
  {
    when: { hardware: 'many' },
    side: 'open',
    weight: 2,
    because: (say) => say('You have the hardware that the large open models need.'),
  },
];

/** The arguments for and against a side that hold for all answers. */
export const standing: Readonly<
  Record<Side, { readonly for: readonly Saying[]; readonly against: readonly Saying[] }>
> = {
  open: {
    for: [
      (say) => say('You are in control: the model stays as it is until you replace it.'),
      (say) => say('You may fine-tune, distil and quantize it, as far as its licence allows.'),
    ],
    against: [
      (say) => say('You pay for the hardware and run it yourself, or pay a host, to which your texts then go.'),
      (say) => say('On hard tasks the closed models of the same month are usually ahead.'),
      (say) => say('Some licences limit commercial use: read yours.'),
    ],
  },
  closed: {
    for: [
      (say) => say('Improvements arrive without any work on your side.'),
      (say) => say('New capabilities arrive here first.'),
    ],
    against: [
      (say) => say('Your texts leave your systems, whatever the contract promises.'),
      (say) =>
        say('The maker decides when a model is retired, and you then have to adapt your prompts to another one.'),
      (say) => say('With heavy use, the price of each token adds up.'),
    ],
  },
};

export const argumentsFor = (answers: Answers, side: Side): Argument[] =>
  sideArguments.filter(
    (argument) =>
      argument.side === side && questions.every((name) => (argument.when[name] ?? answers[name]) === answers[name]),
  );

export interface SideVerdict {
  /** The side with more weight; `either` where both have the same. */
  readonly side: Side | 'either';
  /** Whether these answers allow no other side. */
  readonly isForced: boolean;
}

export function verdictOf(answers: Answers): SideVerdict {
  const sum = (side: Side): number => argumentsFor(answers, side).reduce((total, { weight }) => total + weight, 0);
  const [open, closed] = [sum('open'), sum('closed')];
  return { side: open > closed ? 'open' : closed > open ? 'closed' : 'either', isForced: open === Infinity };
}
