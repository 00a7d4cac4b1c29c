import type { TermDecision } from '../../../src/core/glossary/sense/decide';

const nameCharacter = /[\p{L}\p{N}_$]/u;

/** Decides as before there was a sense: every term counts, except everyday forms in code, strings and names. */
export function oldRule({ form, kind, start, end }: TermDecision, text: string): boolean {
  const written = text.slice(start, end);
  const isPart = nameCharacter.test(text.charAt(start - 1)) || nameCharacter.test(text.charAt(end));
  if (form.everyday) {
    const isName = /^\S+$/.test(written) && form.key.includes(' ') && !written.includes('-');
    return kind !== 'code' && kind !== 'string' && !isPart && !isName;
  }
  return !(kind === 'code' && isPart && !form.key.includes(' ') && !form.exact && !/^\p{Lu}{2,}s?$/u.test(written));
}
