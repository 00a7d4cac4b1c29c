import type { KnownCount } from '../contextReport';

// What Codex brings itself: counted from the program of the version below, which `npm run check:agents` runs. Its texts are not kept here.

export const codexVersion = '0.171.0';

/** Context windows by which Codex goes, in tokens: `codex debug models --bundled`. */
export const codexWindows: Readonly<Record<string, number>> = {
  'gpt-6.2-sol': 500_000,
  'gpt-6.2-astra': 272_000,
  'gpt-6.1-terra': 500_000,
  'gpt-6.1-sol': 500_000,
  'gpt-6-astra': 272_000,
  'gpt-6-sol': 272_000,
  'gpt-6-luna': 272_000,
  'gpt-5.6-sol': 272_000,
  'gpt-5.6-terra': 272_000,
  'gpt-5.6-luna': 272_000,
  'gpt-5.5': 272_000,
};

/** That of a model that Codex does not know. */
export const codexOtherWindow = 272_000;

/** The lines of the skills that Codex installs for each user: they take their share of the list. In UTF-8 bytes, all ASCII. */
export const codexOwnSkills: readonly { readonly name: string; readonly description: number }[] = [
  { name: 'imagegen', description: 570 },
  { name: 'openai-docs', description: 624 },
  { name: 'skill-creator', description: 106 },
  { name: 'skill-installer', description: 225 },
];

/** Instructions and tools by model, with the list of its own skills and without what stands in the folder. */
export const codexOwn: Readonly<Record<string, { readonly base: KnownCount; readonly tools: KnownCount }>> = {};
