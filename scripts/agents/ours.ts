import type { AssembledContext } from '../../src/core/context/contextReport';

// Our own results, split into the same entries that the agents are asked for.

/** Lines of the list of skills, and the message with the instructions. */
export function oursOfCodex({ text }: AssembledContext): string[] {
  const end = '</skills_instructions>\n\n';
  const at = text.startsWith('<skills_instructions>') ? text.indexOf(end) : -1;
  const lines = at < 0 ? [] : text.slice(0, at).split('\n');
  const instructions = at < 0 ? text : text.slice(at + end.length);
  return [...lines.filter((line) => line.startsWith('- ')), ...(instructions === '' ? [] : [instructions])];
}

export const geminiSkills = (text: string): string[] =>
  [...text.matchAll(/ {4}<name>[^]*?<\/location>/g)].map(([skill]) => skill).sort();

/** Skills, and what is loaded with the first message. */
export function oursOfGemini({ text }: AssembledContext): string[] {
  return [...geminiSkills(text), ...geminiUsers(text), ...geminiLoaded(text)];
}

/** The files of the user, in the folder that a generated home is. */
export const geminiUsers = (text: string): string[] => {
  const users = '[^\\n]*/home/\\.gemini/[^\\n]* ---';
  const found = new RegExp(`--- Context from: ${users}[^]*--- End of Context from: ${users}`).exec(text);
  return found ? [found[0]] : [];
};

export const geminiLoaded = (text: string): string[] => {
  const end = '</loaded_context>';
  const at = text.indexOf('<loaded_context>');
  return at < 0 ? [] : [text.slice(at, text.lastIndexOf(end) + end.length)];
};
