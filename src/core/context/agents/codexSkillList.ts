import { utf8Length } from '../tree/utf8';

/** A line of the list: a skill of the folder, or one of Codex' own, of which only the lengths are known. */
export interface ListedSkill {
  readonly name: string;
  readonly description: string;
  readonly path: string;
}

/** A line as it is shown; `undefined`: there is no room for it. */
type SkillLine = { readonly text: string; readonly isCut: boolean } | undefined;

/** Tokens as Codex counts them here: four bytes each. */
const tokensOf = (bytes: number): number => Math.ceil(bytes / 4);

/**
 * Returns the tokens of the budget that the table of folders leaves. The table takes only the tokens by which it is
 * longer than the text with long paths that would stand in its place.
 */
export function budgetBeside(rootLines: readonly string[], budget: number): number {
  const bytes = sum(rootLines.map((line) => utf8Length(line) + 1));
  return Math.max(0, budget - Math.max(0, tokensOf(bytes + 2) - 36));
}

/**
 * Fits the list into its budget: descriptions get a character each in turn until the budget is used up. Where not even
 * the names fit, all descriptions are left out, and then the skills that find no room.
 * @param budget in tokens of four bytes
 */
export function codexSkillLines(skills: readonly ListedSkill[], budget: number): SkillLine[] {
  const least = skills.map((skill) => utf8Length(lineOf(skill, '')) + 1);
  const full = skills.map((skill) => utf8Length(lineOf(skill, skill.description)) + 1);
  if (sum(full.map(tokensOf)) <= budget) return skills.map((skill) => shown(skill, Infinity));
  const left = budget - sum(least.map(tokensOf));
  if (left < 0) return withoutDescriptions(skills, least, budget);
  const given = shares(skills, least, left);
  return skills.map((skill, i) => shown(skill, given[i] ?? 0));
}

function withoutDescriptions(skills: readonly ListedSkill[], least: readonly number[], budget: number): SkillLine[] {
  let used = 0;
  return skills.map((skill, i) => {
    const cost = tokensOf(least[i] ?? 0);
    if (used + cost > budget) return undefined;
    used += cost;
    return shown(skill, 0);
  });
}

/** Returns how many characters of each description there is room for. */
function shares(skills: readonly ListedSkill[], least: readonly number[], room: number): number[] {
  const costs = skills.map(({ description }, i) => extraCosts(description, least[i] ?? 0));
  const given = skills.map(() => 0);
  let [left, changed] = [room, true];
  while (changed) {
    changed = false;
    for (const [i, cost] of costs.entries()) {
      const now = given[i] ?? 0;
      const next = cost[now + 1];
      if (next === undefined || next - (cost[now] ?? 0) > left) continue;
      left -= next - (cost[now] ?? 0);
      given[i] = now + 1;
      changed = true;
    }
  }
  return given;
}

/** Returns the tokens that the first characters of a description add to the shortest line, for none to all of them. */
function extraCosts(description: string, least: number): number[] {
  const costs = [0];
  let bytes = least + 1; // The space before it.
  for (const character of description) {
    bytes += utf8Length(character);
    costs.push(tokensOf(bytes) - tokensOf(least));
  }
  return costs;
}

function shown(skill: ListedSkill, characters: number): SkillLine {
  const all = Array.from(skill.description);
  const kept = all.slice(0, characters).join('');
  return { text: lineOf(skill, kept), isCut: kept !== skill.description };
}

export const lineOf = ({ name, path }: ListedSkill, description: string): string =>
  description === '' ? `- ${name}: (file: ${path})` : `- ${name}: ${description} (file: ${path})`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
