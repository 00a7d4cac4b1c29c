import type { Say } from '../base/say';
import type { Answers, ChooserQuestion } from '../catalog/considerations';

interface AnswerWords {
  readonly label: string;
  /** The meaning of the answer, where the label does not say all. */
  readonly detail?: string;
}

interface QuestionWords {
  readonly question: string;
  /** Names the question in a list of answers. */
  readonly short: string;
  /** The link to change the answer. */
  readonly change: string;
  readonly answers: Readonly<Record<string, AnswerWords>>;
}

/** Words for all questions. The compiler makes sure that no answer is missing. */
type AllWords = {
  readonly [Name in ChooserQuestion]: QuestionWords & {
    readonly answers: Readonly<Record<Answers[Name], AnswerWords>>;
  };
};

/** The questions of the chooser, and the answers to them. */
export function choiceWords(say: Say): Readonly<Record<ChooserQuestion, QuestionWords>> {
  const any: AnswerWords = { label: say('It does not matter') };
  const words: AllWords = {
    privacy: {
      question: say('May your texts leave your machines?'),
      short: say('Privacy'),
      change: say('Change privacy'),
      answers: {
        own: { label: say('No, never'), detail: say('Secrets, patients, clients, or a machine without a network.') },
        contract: {
          label: say('Only under a contract'),
          detail: say('To a maker or host that promises what happens to your texts.'),
        },
        any,
      },
    },
    budget: {
      question: say('What matters about the cost?'),
      short: say('Budget'),
      change: say('Change budget'),
      answers: {
        uneven: { label: say('Light or uneven use'), detail: say('Pay only for what you use.') },
        steady: {
          label: say('Heavy use, day and night'),
          detail: say('The lowest price per token, for very many tokens.'),
        },
        best: {
          label: say('The best answer'),
          detail: say('The task is hard, and a wrong answer costs more than tokens.'),
        },
        any,
      },
    },
    hardware: {
      question: say('What could you run a model on?'),
      short: say('Hardware'),
      change: say('Change hardware'),
      answers: {
        none: { label: say('Nothing'), detail: say('No graphics cards, or nobody to maintain them.') },
        one: {
          label: say('One graphics card'),
          detail: say('A strong laptop or workstation with about 24 GB for the model.'),
        },
        many: {
          label: say('Servers with several'),
          detail: say('Graphics cards of a data centre, your own or rented.'),
        },
        any,
      },
    },
    modality: {
      question: say('What must the model accept besides text?'),
      short: say('Modality'),
      change: say('Change modality'),
      answers: {
        text: { label: say('Text only') },
        image: { label: say('Images') },
        pdf: { label: say('PDF files'), detail: say('As files, without converting them to text first.') },
        audio: { label: say('Audio') },
        video: { label: say('Video') },
        any,
      },
    },
    window: {
      question: say('How much must it read at once?'),
      short: say('Window'),
      change: say('Change window'),
      answers: {
        '32k': { label: say('Up to 32,000 tokens'), detail: say('A long article, or a few files of code.') },
        '128k': { label: say('Up to 128,000 tokens'), detail: say('A book of some 300 pages.') },
        '1m': { label: say('Up to a million tokens'), detail: say('Several books, or a whole repository.') },
        any,
      },
    },
  };
  return words;
}
