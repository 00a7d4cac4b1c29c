/** A call begins no further before its model, as people write it. */
const reach = 400;
const deepest = 3;
const name = /((?:[\p{L}_$][\p{L}\p{N}_$]*(?:\(\))?\s*\.\s*)*[\p{L}_$][\p{L}\p{N}_$]*)\s*(?:<[^<>]*>\s*)?$/u;

/** What stands before the brackets that are open at a place, the innermost first: `openai.chat`, `generateText`. */
export function callNamesBefore(text: string, offset: number): string[] {
  const near = text.slice(Math.max(0, offset - reach), offset);
  const names: string[] = [];
  let closed = 0;
  for (let at = near.length - 1; at >= 0 && names.length < deepest; at--) {
    const character = near.charAt(at);
    if (/[)\]}]/.test(character)) closed++;
    else if (/[([{]/.test(character) && closed > 0) closed--;
    else if (/[([{]/.test(character)) {
      const called = name.exec(near.slice(0, at))?.[1];
      if (called !== undefined) names.push(called.replace(/\s/g, ''));
    }
  }
  return names;
}
