import { stringMark } from './callText';
import type { LanguageGroup } from '../../text/language';

/** An argument that has a name, at any depth. Offsets count from the start of the masked text. */
export interface ReadArgument {
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Names of the arguments and calls that it stands in, each a place in the text, the outermost first. */
  readonly parents: readonly (readonly [start: number, end: number])[];
  /** The value, from behind the separator up to the comma or bracket that ends it. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface ReadArguments {
  readonly named: readonly ReadArgument[];
  /** The arguments of the outer bracket, in order; undefined in the place of one that has a name. */
  readonly positional: readonly (readonly [start: number, end: number] | undefined)[];
  /** Behind the closing bracket, or where reading stopped. */
  readonly end: number;
  readonly isClosed: boolean;
}

interface Group {
  readonly closer: string;
  readonly parents: ReadArgument['parents'];
  /** The statements of a function: nothing in it is an argument. */
  readonly isBody: boolean;
  entryStart: number;
  key: { readonly nameStart: number; readonly nameEnd: number; readonly valueStart: number } | undefined;
}

const maxGroups = 60;
const maxArguments = 1_000;
/** Arguments without a name that are kept: a model is the first or second of them, and options stand behind it. */
const maxPositional = 20;

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The name of an argument, with its separator: `name:`, `name =`, `"name":`, not `a ? b : c`, `a == b`, `a := b`, `a => b`. */
const keyPattern = new RegExp(
  `\\s{0,400}([\\p{L}_$][\\p{L}\\p{N}_$-]{0,80}|${stringMark}{3,80})\\??\\s{0,80}(?::(?![:=])|=(?![=>]))`,
  'uy',
);

/** Beginnings of lines that stand in no argument: the call before them was not finished. */
const statements: Readonly<Record<LanguageGroup, RegExp>> = {
  script: /[ \t]*(?:(?:const|let|var|export|import|return|throw)[ \t{]|(?:if|for|while|switch)[ \t]*\()/y,
  python: /(?:[ \t]*(?:def|class|return|async def|while|try|raise)[ :]|(?:import|from)[ ]|@)/y,
  go: /[ \t]*(?:(?:var|return|if|for|switch|defer|go|type|package|import)[ \t]|func[ \t]+\w)/y,
  java: /[ \t]*(?:(?:return|throw|public|private|protected|static|final|var|import|package)[ \t]|(?:if|for|while)[ \t]*\()/y,
  csharp:
    /[ \t]*(?:(?:return|throw|public|private|protected|static|var|using|namespace)[ \t]|(?:if|foreach|for|while)[ \t]*\()/y,
};

/**
 * Reads the arguments between the bracket at `open` and its end, in one pass. A call that is being typed ends where a
 * new statement begins.
 * @param masked code, in which strings and comments hold no brackets.
 */
export function readArguments(masked: string, open: number, language: LanguageGroup): ReadArguments {
  const named: ReadArgument[] = [];
  const positional: (readonly [number, number] | undefined)[] = [];
  const statement = statements[language];
  const stack: Group[] = [];
  let bodies = 0;

  const beginEntry = (group: Group, at: number): void => {
    group.entryStart = at;
    keyPattern.lastIndex = at;
    const match = group.isBody ? null : keyPattern.exec(masked);
    if (!match) {
      group.key = undefined;
      return;
    }
    const [all, name = ''] = match;
    const nameStart = at + all.indexOf(name);
    group.key = { nameStart, nameEnd: nameStart + name.length, valueStart: at + all.length };
  };
  const endEntry = (group: Group, at: number): void => {
    if (group.isBody) return;
    const { key, parents } = group;
    if (key && named.length < maxArguments) {
      named.push({ ...key, parents, valueEnd: Math.max(at, key.valueStart) });
    }
    if (stack.length > 1 || positional.length >= maxPositional) return;
    if (key || masked.slice(group.entryStart, at).trim() !== '' || masked.charAt(at) === ',') {
      positional.push(key ? undefined : [group.entryStart, at]);
    }
  };
  const push = (at: number): void => {
    const outer = stack.at(-1);
    const { key, parents = [] } = outer ?? {};
    const isBody = outer?.isBody === true || opensBody(masked, at, language);
    if (isBody) bodies++;
    // A function within has arguments of its own: `create(withDefaults({ n: 3 }))`.
    const inner = key ? ([key.nameStart, key.nameEnd] as const) : outer ? calleeBefore(masked, at) : undefined;
    const group: Group = {
      closer: closers[masked.charAt(at)] ?? ')',
      parents: inner ? [...parents, inner] : parents,
      isBody,
      entryStart: at + 1,
      key: undefined,
    };
    stack.push(group);
    beginEntry(group, at + 1);
  };
  const finish = (end: number, isClosed: boolean): ReadArguments => {
    while (stack.length > 0) {
      endEntry(stack.at(-1)!, end);
      stack.pop();
    }
    named.sort((a, b) => a.nameStart - b.nameStart);
    return { named, positional, end, isClosed };
  };

  push(open);
  for (let at = open + 1; at < masked.length; at++) {
    const group = stack.at(-1)!;
    switch (masked.charAt(at)) {
      case '(':
      case '[':
      case '{':
        if (stack.length >= maxGroups) return finish(at, false);
        push(at);
        break;
      case ')':
      case ']':
      case '}': {
        const closer = masked.charAt(at);
        // A bracket that closes nothing here belongs to the code around the unfinished call.
        if (!stack.some((each) => each.closer === closer)) return finish(at, false);
        for (;;) {
          const last = stack.at(-1)!;
          endEntry(last, at);
          if (last.isBody) bodies--;
          if (stack.length === 1) {
            stack.pop();
            return finish(at + 1, last.closer === closer);
          }
          stack.pop();
          if (last.closer === closer) break;
        }
        break;
      }
      case ',':
        if (language === 'python' && isInLambda(masked, group.key?.valueStart ?? group.entryStart, at)) break;
        endEntry(group, at);
        beginEntry(group, at + 1);
        break;
      case ';':
        if (bodies === 0) return finish(at, false);
        break;
      case '\n':
        statement.lastIndex = at + 1;
        if (bodies === 0 && statement.test(masked)) return finish(at, false);
        break;
      default:
    }
  }
  return finish(masked.length, false);
}

/** UTF-16 code units; the parameters of a lambda are few. */
const maxLambdaLength = 200;

/** Whether a comma separates the parameters of a lambda: `lambda a, b: a`. Brackets in it are groups of their own. */
const isInLambda = (masked: string, start: number, at: number): boolean =>
  /\blambda\b[^:]*$/.test(masked.slice(Math.max(start, at - maxLambdaLength), at));

const callee = /[\p{L}_$][\p{L}\p{N}_$]{0,80}$/u;

/** Finds the name before a round bracket. */
function calleeBefore(masked: string, at: number): readonly [number, number] | undefined {
  if (masked.charAt(at) !== '(') return undefined;
  const name = callee.exec(masked.slice(Math.max(0, at - 81), at))?.[0];
  return name === undefined ? undefined : [at - name.length, at];
}

/**
 * Whether a bracket opens the body of a function: `=> {` and `) {`. In Java and C#, `) {` opens the initial values of
 * an object.
 */
function opensBody(masked: string, at: number, language: LanguageGroup): boolean {
  if (masked.charAt(at) !== '{') return false;
  let before = at - 1;
  while (before >= 0 && /\s/.test(masked.charAt(before))) before--;
  const last = masked.slice(Math.max(0, before - 1), before + 1);
  return last === '=>' || last === '->' || (last.endsWith(')') && language !== 'csharp' && language !== 'java');
}
