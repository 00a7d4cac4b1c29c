import { escapeMarkdown } from '../base/markdown';
import type { Catalog } from '../catalog/catalog';
import { answersTo, questions, argumentsFor, standing } from '../catalog/considerations';
import type { Answers, ChooserQuestion, Side, SideVerdict } from '../catalog/considerations';
import { choose, sideOf } from '../catalog/chooserModels';
import { chooseStart } from './address';
import { choiceWords } from './chooseMessages';
import type { PageBlock, Page } from './page';
import type { Say, Saying } from '../base/say';
import { formatCount, formatRate } from '../base/numbers';
import type { ModelCandidate, Choice } from '../catalog/chooserModels';
import { modelLink } from './familyPlaces';

// The answers are in the address. So each step is a page, Back undoes an answer, and a result can be kept and linked
// to.

const none = '-';
const between = '.';

/** The answers so far. */
type Given = { readonly [Name in ChooserQuestion]?: Answers[Name] };

const title: Saying = (say) => say('Open or closed?');

const idOf = (given: Given): string => questions.map((name) => given[name] ?? none).join(between);

/** Returns the answers in an address; `undefined` if the address is not valid. */
export function answersOf(id: string): Given | undefined {
  if (id === chooseStart.id) return {};
  const parts = id.split(between);
  if (parts.length !== questions.length) return undefined;
  const given: Partial<Record<ChooserQuestion, string>> = {};
  for (const [i, name] of questions.entries()) {
    const part = parts[i];
    if (part === none) continue;
    if (part === undefined || !(answersTo[name] as readonly string[]).includes(part)) return undefined;
    given[name] = part;
  }
  return given as Given;
}

/**
 * Returns the page of the next question, or of the result once all are answered; `undefined` for an invalid address.
 */
export function choosePage(id: string, catalog: Catalog, say: Say): Page | undefined {
  const given = answersOf(id);
  if (!given) return undefined;
  const next = questions.find((name) => given[name] === undefined);
  return next === undefined ? resultPage(given as Answers, catalog, say) : questionPage(next, given, say);
}

function questionPage(name: ChooserQuestion, given: Given, say: Say): Page {
  const words = choiceWords(say)[name];
  const step = say('Question {0} of {1}', questions.indexOf(name) + 1, questions.length);
  const choices = answersTo[name].map((answer) => {
    const { label, detail } = words.answers[answer]!;
    return { label, ...(detail !== undefined && { detail }), href: `${idOf({ ...given, [name]: answer })}.md` };
  });
  return {
    title: title(say),
    blocks: [
      {
        type: 'markdown',
        markdown: [`# ${title(say)}`, `${step}: ${words.short}`, `## ${words.question}`].join('\n\n'),
      },
      { type: 'choices', choices },
      ...answeredBlocks(given, say),
    ],
  };
}

/** Lists the answers, each with a link to change it and keep the rest. */
function answeredBlocks(given: Given, say: Say): PageBlock[] {
  const lines = questions.flatMap((name) => {
    const answer = given[name];
    if (answer === undefined) return [];
    const words = choiceWords(say)[name];
    const { label } = words.answers[answer]!;
    const others: Given = { ...given, [name]: undefined };
    return [`- ${words.short}: **${escapeMarkdown(label)}** [${words.change}](${idOf(others)}.md)`];
  });
  if (lines.length === 0) return [];
  return [{ type: 'markdown', markdown: [`## ${say('Your answers')}`, lines.join('\n')].join('\n\n') }];
}

function resultPage(answers: Answers, catalog: Catalog, say: Say): Page {
  const choice = choose(catalog, answers, say);
  const more = say(
    '[Start again]({0}) · [Open or closed, in the guide]({1}), with the sources of these arguments',
    'start.md',
    '../guide/open-or-closed.md',
  );
  return {
    title: title(say),
    blocks: [
      { type: 'markdown', markdown: `# ${title(say)}` },
      { type: 'markdown', markdown: verdictText(answers, choice.verdict, say) },
      ...answeredBlocks(answers, say),
      ...candidateBlocks(choice, catalog, say),
      ...outBlocks(choice, catalog, say),
      ...sideBlocks(choice, say),
      { type: 'markdown', markdown: more },
    ],
  };
}

/** Lists the general arguments for and against each side, except for a side that the answers rule out. */
function sideBlocks({ verdict }: Choice, say: Say): PageBlock[] {
  const all: readonly Side[] = verdict.side === 'closed' ? ['closed', 'open'] : ['open', 'closed'];
  return (verdict.isForced ? (['open'] as const) : all).map((side) => ({
    type: 'markdown',
    markdown: [
      `## ${inGeneral[side](say)}`,
      `### ${say('Advantages')}`,
      listOf(standing[side].for.map((each) => each(say))),
      `### ${say('Drawbacks')}`,
      listOf(standing[side].against.map((each) => each(say))),
    ].join('\n\n'),
  }));
}

const inGeneral: Readonly<Record<Side, Saying>> = {
  open: (say) => say('Open weights in general'),
  closed: (say) => say('Closed models in general'),
};

function verdictText(answers: Answers, verdict: SideVerdict, say: Say): string {
  const reasons = (side: Side): string[] => argumentsFor(answers, side).map(({ because }) => because(say));
  const [side, other]: readonly [Side, Side] = verdict.side === 'closed' ? ['closed', 'open'] : ['open', 'closed'];
  const names = { open: say('For open weights:'), closed: say('For a closed model:') };
  const lines = (which: Side): string[] => (reasons(which).length === 0 ? [] : [names[which], listOf(reasons(which))]);
  return [verdictWords(verdict, say), ...lines(side), ...(verdict.isForced ? [] : lines(other))].join('\n\n');
}

function verdictWords({ side, isForced }: SideVerdict, say: Say): string {
  if (isForced) return say('**Open weights.** Your answers leave no other choice.');
  if (side === 'either') return say('**Either.** Your answers fit both equally well.');
  return side === 'open'
    ? say('**Open weights fit your answers better.**')
    : say('**A closed model fits your answers better.**');
}

const listOf = (lines: readonly string[]): string => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');

function candidateBlocks({ candidates, verdict }: Choice, catalog: Catalog, say: Say): PageBlock[] {
  if (candidates.length === 0) {
    const text = say('No model in the catalog meets all your answers. Change one of them above.');
    return [{ type: 'markdown', markdown: `## ${say('Families')}\n\n${text}` }];
  }
  return [
    { type: 'markdown', markdown: `## ${say('A model from each family')}` },
    ...candidates.flatMap((candidate) => candidateBlock(candidate, verdict, catalog, say)),
  ];
}

function candidateBlock(
  { model, ...reasons }: ModelCandidate,
  verdict: SideVerdict,
  catalog: Catalog,
  say: Say,
): PageBlock[] {
  const family = catalog.family(model.family);
  const isOther = verdict.side !== 'either' && sideOf(model) !== verdict.side;
  const facts = [
    sideOf(model) === 'open' ? say('open weights') : say('closed'),
    model.contextWindow === undefined ? undefined : say('window {0} tokens', formatCount(model.contextWindow)),
    model.price
      ? say('{0} in, {1} out per million tokens', formatRate(model.price.input), formatRate(model.price.output))
      : say('price unknown'),
  ].filter((fact) => fact !== undefined);
  const against = [...reasons.against, ...(isOther ? [otherSide[sideOf(model)](say)] : [])];
  const lines = [
    ...(family ? [`- ${say('Its family: {0}', escapeMarkdown(family.strengths))}`] : []),
    ...reasons.for.map((text) => `- ${say('For it: {0}', escapeMarkdown(text))}`),
    ...against.map((text) => `- ${say('Against it: {0}', escapeMarkdown(text))}`),
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

const otherSide: Readonly<Record<Side, Saying>> = {
  open: (say) => say('It has open weights, and your answers favour a closed model.'),
  closed: (say) => say('It is closed, and your answers favour open weights.'),
};

function outBlocks({ out }: Choice, catalog: Catalog, say: Say): PageBlock[] {
  if (out.length === 0) return [];
  const lines = out.map(({ family, why }) => {
    const name = catalog.family(family)?.name ?? family;
    return `- [${escapeMarkdown(name)}](../families/${family}.md): ${escapeMarkdown(why)}.`;
  });
  return [{ type: 'markdown', markdown: [`## ${say('Left out')}`, lines.join('\n')].join('\n\n') }];
}
