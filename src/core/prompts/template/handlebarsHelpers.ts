/** Arguments of a helper: the number of those without a name, and the names of the others. */
interface HelperSigns {
  readonly args: number;
  readonly named?: readonly string[];
  /** Whether it stands around a text: `{{#if x}}…{{/if}}`. Other helpers stand alone. */
  readonly isBlock?: true;
  /** Whether it is a mark in the text, and no value. */
  readonly isMark?: true;
}

/** The helpers of Dotprompt, among them those of Handlebars. */
export const helperSigns: ReadonlyMap<string, HelperSigns> = new Map<string, HelperSigns>([
  ['if', { args: 1, named: ['includeZero'], isBlock: true }],
  ['unless', { args: 1, named: ['includeZero'], isBlock: true }],
  ['each', { args: 1, isBlock: true }],
  ['with', { args: 1, isBlock: true }],
  ['ifEquals', { args: 2, isBlock: true }],
  ['unlessEquals', { args: 2, isBlock: true }],
  ['lookup', { args: 2 }],
  ['log', { args: Infinity, named: ['level'] }],
  ['json', { args: 1, named: ['indent'] }],
  ['role', { args: 1, isMark: true }],
  ['history', { args: 0, isMark: true }],
  ['section', { args: 1, isMark: true }],
  ['media', { args: 0, named: ['url', 'contentType'], isMark: true }],
]);
