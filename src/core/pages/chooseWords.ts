import type { Answers, Question } from '../catalog/considerations';

interface AnswerWords {
  readonly label: string;
  /** What it means, where the label does not say all. */
  readonly detail?: string;
}

type WordsOf<Name extends Question> = {
  readonly question: string;
  /** Names the question in a list of answers. */
  readonly short: string;
  readonly answers: Readonly<Record<Answers[Name], AnswerWords>>;
};

const any: AnswerWords = { label: 'It does not matter' };

/** What the chooser asks, and what can be answered. */
export const choiceWords: { readonly [Name in Question]: WordsOf<Name> } = {
  privacy: {
    question: 'May your texts leave your machines?',
    short: 'Privacy',
    answers: {
      own: { label: 'No, never', detail: 'Secrets, patients, clients, or a machine without a network.' },
      contract: { label: 'Only under a contract', detail: 'To a maker or host that promises what happens to them.' },
      any,
    },
  },
  budget: {
    question: 'What matters about the cost?',
    short: 'Budget',
    answers: {
      uneven: { label: 'Little or uneven use', detail: 'Pay for what is used, and nothing in between.' },
      steady: { label: 'Heavy use, day and night', detail: 'As little as possible for each of very many tokens.' },
      best: { label: 'The best answer', detail: 'The task is hard, and a wrong answer costs more than tokens.' },
      any,
    },
  },
  hardware: {
    question: 'What could you run a model on?',
    short: 'Hardware',
    answers: {
      none: { label: 'Nothing', detail: 'No graphics cards, or nobody who looks after them.' },
      one: { label: 'One graphics card', detail: 'A strong laptop or workstation with about 24 GB for the model.' },
      many: { label: 'Servers with several', detail: 'Graphics cards of a data centre, your own or rented.' },
      any,
    },
  },
  modality: {
    question: 'What does the model have to take in, besides text?',
    short: 'Modality',
    answers: {
      text: { label: 'Text alone' },
      image: { label: 'Images' },
      pdf: { label: 'PDF files', detail: 'As files, without a step before that makes text of them.' },
      audio: { label: 'Audio' },
      video: { label: 'Video' },
      any,
    },
  },
  window: {
    question: 'How much does it have to take in at once?',
    short: 'Window',
    answers: {
      '32k': { label: 'Up to 32,000 tokens', detail: 'A long article, or a few files of code.' },
      '128k': { label: 'Up to 128,000 tokens', detail: 'A book of some 300 pages.' },
      '1m': { label: 'Up to a million tokens', detail: 'Several books, or a whole repository.' },
      any,
    },
  },
};
