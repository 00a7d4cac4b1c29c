import { theirModel } from '../facts';
import type { TheirModel } from '../facts';
import { objectsWith, parseCode, unionOf } from '../literals';

// The makers' own libraries: the ids that they know, and when some of them end.

/** OpenAI says the ends in a comment: `- "gpt-4o", "gpt-4o-mini": Announced shutdown date: 2027-01-14.` */
export function readOpenAiSdk(text: string): { readonly models: TheirModel[]; readonly ids: string[] } {
  const code = parseCode('shared.ts', text);
  const words = text.replace(/^[ \t]*\*[ \t]?/gm, '').replace(/\s+/g, ' ');
  const models = Array.from(
    words.matchAll(/((?:"[\w.:-]{1,80}",? ?){1,60}): Announced shutdown date: (\d{4}-\d\d-\d\d)/g),
    ([, names = '', retires]) => Array.from(names.matchAll(/"([\w.:-]+)"/g), ([, id]) => theirModel([id], { retires })),
  ).flat(2);
  return { models, ids: [...unionOf(code, 'ChatModel'), ...unionOf(code, 'AllModels')] };
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** Anthropic has a table: `'claude-opus-4-5': 'January 22nd, 2027'`. */
export function readAnthropicSdk(text: string): TheirModel[] {
  const code = parseCode('deprecated-models.ts', text);
  const rows = objectsWith(code).flatMap((table) => Object.entries(table));
  return rows.flatMap(([id, said]) => {
    const [, month = '', day = '', year = ''] = /^(\w+) (\d{1,2})(?:st|nd|rd|th), (\d{4})$/.exec(String(said)) ?? [];
    const number = months.indexOf(month) + 1;
    const retires = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    return number === 0 ? [] : theirModel([id], { retires });
  });
}

/** The ids of Vercel's gateway, with the maker before each: `anthropic/claude-fable-5.1`. */
export const readGateway = (text: string): string[] => unionOf(parseCode('gateway.ts', text), 'GatewayModelId');
