import { escapeMarkdown } from '../base/markdown';
import type { Catalog } from '../catalog/catalog';
import { answersTo, questions } from '../catalog/considerations';
import type { Answers, Question } from '../catalog/considerations';
import { choose } from '../catalog/chooserModels';
import { chooseStart } from './address';
import { resultBlocks, sideBlocks } from './choiceResult';
import { choiceWords } from './chooseMessages';
import type { Block, Page } from './page';
import type { Say, Saying } from '../base/say';

// The answers stand in the address: so each step is a page, Back undoes an answer, and a result can be kept and linked to.

const none = '-';
const between = '.';

/** What has been answered so far. */
type Given = { readonly [Name in Question]?: Answers[Name] };

const title: Saying = (say) => say('Open or closed?');

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
export function choosePage(id: string, catalog: Catalog, say: Say): Page | undefined {
  const given = answersOf(id);
  if (!given) return undefined;
  const next = questions.find((name) => given[name] === undefined);
  return next === undefined ? resultPage(given as Answers, catalog, say) : questionPage(next, given, say);
}

function questionPage(name: Question, given: Given, say: Say): Page {
  const words = choiceWords(say)[name];
  const step = say('Question {0} of {1}', questions.indexOf(name) + 1, questions.length);
  const choices = answersTo[name].map((answer) => {
    const { label, detail } = (words.answers as Readonly<Record<string, { label: string; detail?: string }>>)[answer]!;
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

/** What was answered, each with the way to answer it again and keep the rest. */
function answeredBlocks(given: Given, say: Say): Block[] {
  const lines = questions.flatMap((name) => {
    const answer = given[name];
    if (answer === undefined) return [];
    const words = choiceWords(say)[name];
    const { label } = (words.answers as Readonly<Record<string, { label: string }>>)[answer]!;
    const others: Given = { ...given, [name]: undefined };
    return [`- ${words.short}: **${escapeMarkdown(label)}** [Change ${words.short.toLowerCase()}](${idOf(others)}.md)`];
  });
  if (lines.length === 0) return [];
  return [{ type: 'markdown', markdown: ['## Your answers', lines.join('\n')].join('\n\n') }];
}

function resultPage(answers: Answers, catalog: Catalog, say: Say): Page {
  const choice = choose(
    catalog.families.map(({ id }) => id),
    (id) => catalog.modelsOf(id),
    answers,
    say,
  );
  const [verdict, ...results] = resultBlocks(answers, choice, catalog, say);
  const more =
    '[Start again](start.md) · [Open or closed, in the guide](../guide/open-or-closed.md), with the sources of these arguments';
  return {
    title: title(say),
    blocks: [
      { type: 'markdown', markdown: `# ${title(say)}` },
      ...(verdict ? [verdict] : []),
      ...answeredBlocks(answers, say),
      ...results,
      ...sideBlocks(choice, say),
      { type: 'markdown', markdown: more },
    ],
  };
}
