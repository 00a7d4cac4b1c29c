import { escapeMarkdown } from '../base/markdown';
import { formatCount, formatRate } from '../base/numbers';
import type { Catalog } from '../catalog/catalog';
import { answersTo, argumentsFor, questions, standing } from '../catalog/chooserArguments';
import type { Answers, Question, Side, Verdict } from '../catalog/chooserArguments';
import { choose, sideOf } from '../catalog/chooserModels';
import type { Candidate, Choice } from '../catalog/chooserModels';
import type { PageAddress } from './address';
import { choiceWords } from './chooseWords';
import { modelLink } from './familyPage';
import type { Block, Page } from './page';

// The answers stand in the address: so each step is a page, Back undoes an answer, and a result can be kept and linked to.

const none = '-';
const between = '.';

/** What has been answered so far. */
type Given = { readonly [Name in Question]?: Answers[Name] };

/** Where the questions begin. */
export const chooseStart: PageAddress = { folder: 'choose', id: 'start' };

const title = 'Open or closed?';

const idOf = (given: Given): string => questions.map((name) => given[name] ?? none).join(between);

/** The answers of an address; `undefined` where it is none of ours. */
export function answersOf(id: string): Given | undefined {
  if (id === chooseStart.id) return {};
  const parts = id.split(between);
  if (parts.length !== questions.length) return undefined;
  const given: Partial<Record<Question, string>> = {};
  for (const [i, name] of questions.entries()) {
    const part = parts[i];
    if (part === none) continue;
    if (part === undefined || !(answersTo[name] as readonly string[]).includes(part)) return undefined;
    given[name] = part;
  }
  return given as Given;
}

/** The next question, or where all is answered what follows; `undefined` for an address that is none of ours. */
export function choosePage(id: string, catalog: Catalog): Page | undefined {
  const given = answersOf(id);
  if (!given) return undefined;
  const next = questions.find((name) => given[name] === undefined);
  return next === undefined ? resultPage(given as Answers, catalog) : questionPage(next, given);
}

function questionPage(name: Question, given: Given): Page {
  const words = choiceWords[name];
  const step = `Question ${questions.indexOf(name) + 1} of ${questions.length}`;
  const choices = answersTo[name].map((answer) => {
    const { label, detail } = (words.answers as Readonly<Record<string, { label: string; detail?: string }>>)[answer]!;
    return { label, ...(detail !== undefined && { detail }), href: `${idOf({ ...given, [name]: answer })}.md` };
  });
  return {
    title,
    blocks: [
      { type: 'markdown', markdown: [`# ${title}`, `${step}: ${words.short}`, `## ${words.question}`].join('\n\n') },
      { type: 'choices', choices },
      ...answeredBlocks(given),
    ],
  };
}

/** What was answered, each with the way to answer it again and keep the rest. */
function answeredBlocks(given: Given): Block[] {
  const lines = questions.flatMap((name) => {
    const answer = given[name];
    if (answer === undefined) return [];
    const words = choiceWords[name];
    const { label } = (words.answers as Readonly<Record<string, { label: string }>>)[answer]!;
    const others: Given = { ...given, [name]: undefined };
    return [`- ${words.short}: **${escapeMarkdown(label)}** [Change ${words.short.toLowerCase()}](${idOf(others)}.md)`];
  });
  if (lines.length === 0) return [];
  return [{ type: 'markdown', markdown: ['## Your answers', lines.join('\n')].join('\n\n') }];
}

function resultPage(answers: Answers, catalog: Catalog): Page {
  const choice = choose(
    catalog.families.map(({ id }) => id),
    (id) => catalog.modelsOf(id),
    answers,
  );
  return {
    title,
    blocks: [
      {
        type: 'markdown',
        markdown: [`# ${title}`, verdictWords(choice.verdict), ...sides(answers, choice)].join('\n\n'),
      },
      ...candidateBlocks(choice, catalog),
      ...outBlocks(choice, catalog),
      ...answeredBlocks(answers),
      {
        type: 'markdown',
        markdown: `[Start again](start.md) · [Open or closed, in the guide](../guide/open-or-closed.md), with the sources of these arguments`,
      },
    ],
  };
}

function verdictWords({ side, isForced }: Verdict): string {
  if (isForced) return '**Open weights.** With your answers nothing else is possible.';
  if (side === 'either') return '**Either.** Your answers speak as much for the one as for the other.';
  return side === 'open' ? '**Rather open weights.**' : '**Rather a closed model.**';
}

const sideNames: Readonly<Record<Side, string>> = { open: 'Open weights', closed: 'Closed models' };

/** What speaks for each side, that of the verdict first; of one that is out of the question nothing. */
function sides(answers: Answers, { verdict }: Choice): string[] {
  const all: readonly Side[] = verdict.side === 'closed' ? ['closed', 'open'] : ['open', 'closed'];
  return (verdict.isForced ? (['open'] as const) : all).flatMap((side) => {
    const because = argumentsFor(answers, side).map((argument) => argument.because);
    return [
      `## ${sideNames[side]}`,
      listOf('What speaks for them', [...because, ...standing[side].for]),
      listOf('What speaks against them', standing[side].against),
    ];
  });
}

const listOf = (heading: string, lines: readonly string[]): string =>
  [`### ${heading}`, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`)].join('\n');

function candidateBlocks({ candidates, verdict }: Choice, catalog: Catalog): Block[] {
  if (candidates.length === 0) {
    const text = 'No model of the catalog is all that you ask for. Change one of your answers below.';
    return [{ type: 'markdown', markdown: `## Families\n\n${text}` }];
  }
  return [
    { type: 'markdown', markdown: '## Families, and a model of each' },
    ...candidates.flatMap((candidate) => candidateBlock(candidate, verdict, catalog)),
  ];
}

function candidateBlock({ model, ...reasons }: Candidate, verdict: Verdict, catalog: Catalog): Block[] {
  const family = catalog.family(model.family);
  const isOther = verdict.side !== 'either' && sideOf(model) !== verdict.side;
  const facts = [
    sideOf(model) === 'open' ? 'open weights' : 'closed',
    model.contextWindow === undefined ? undefined : `window ${formatCount(model.contextWindow)} tokens`,
    model.price
      ? `${formatRate(model.price.input)} in, ${formatRate(model.price.output)} out per million tokens`
      : 'price unknown',
  ].filter((fact) => fact !== undefined);
  const against = [...reasons.against, ...(isOther ? [otherSide[sideOf(model)]] : [])];
  const lines = [
    ...reasons.for.map((text) => `- For it: ${escapeMarkdown(text)}`),
    ...(family ? [`- For it: ${escapeMarkdown(family.strengths)}`] : []),
    ...against.map((text) => `- Against it: ${escapeMarkdown(text)}`),
  ];
  return [
    {
      type: 'markdown',
      markdown: [
        `### ${escapeMarkdown(family?.name ?? model.family)}`,
        `${modelLink(model)}: ${escapeMarkdown(facts.join(' · '))}`,
        lines.join('\n'),
      ].join('\n\n'),
    },
    { type: 'modelActions', modelId: model.id, name: model.name },
  ];
}

const otherSide: Readonly<Record<Side, string>> = {
  open: 'It has open weights, and your answers speak for a closed model.',
  closed: 'It is closed, and your answers speak for open weights.',
};

function outBlocks({ out }: Choice, catalog: Catalog): Block[] {
  if (out.length === 0) return [];
  const lines = out.map(({ family, why }) => {
    const name = catalog.family(family)?.name ?? family;
    return `- [${escapeMarkdown(name)}](../families/${family}.md): ${escapeMarkdown(why)}.`;
  });
  return [{ type: 'markdown', markdown: ['## Left out', lines.join('\n')].join('\n\n') }];
}
