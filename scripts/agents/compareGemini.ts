import { rmSync } from 'node:fs';
import path from 'node:path';
import { geminiCli } from '../../src/core/context/agents/geminiCli';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { host } from '../../src/host/node/host';
import type { Random } from '../promptfoo/random';
import { writeTree } from './codexTrees';
import type { Compared } from './compareCodex';
import { geminiHome, geminiTree, usersSettings } from './geminiTrees';
import { geminiLoaded, geminiSkills, geminiUsers, oursOfGemini } from './ours';
import { GeminiCatcher, geminiSettings } from './programs';
import type { GeminiRequest } from './programs';

/** Asks Gemini CLI about a generated folder, and compares what comes of the folder byte for byte. */
export async function compareGemini(program: string, work: string, random: Random): Promise<Compared> {
  const tree = geminiTree(random);
  const root = path.join(work, 'tree');
  const home = path.join(work, 'home');
  rmSync(root, { recursive: true, force: true });
  writeTree(tree, root);
  const homeFiles = {
    ...geminiHome(random),
    '.gemini/settings.json': JSON.stringify({ ...geminiSettings, ...random.of(usersSettings) }),
  };
  writeTree({ files: homeFiles, cwd: '', isRepository: false }, home);
  const catcher = new GeminiCatcher(program);
  await catcher.start();
  try {
    const said = await catcher.ask(path.join(root, tree.cwd), home);
    const file = tree.cwd === '' ? 'x' : `${tree.cwd}/x`;
    const context = await geminiCli.assemble(new ContextTree(host, root), { file, home: new ContextTree(host, home) });
    return { tree, home: homeFiles, said: saidOf(said, program), ours: oursOfGemini(context) };
  } finally {
    catcher.stop();
  }
}

function saidOf({ systemInstruction, contents }: GeminiRequest, program: string): string[] {
  const system = systemInstruction?.parts.map(({ text = '' }) => text).join('') ?? '';
  const users = geminiUsers(system);
  const first = contents[0]?.parts.map(({ text = '' }) => text).join('') ?? '';
  const own = path.join(program, 'node_modules/@google/gemini-cli');
  const skills = geminiSkills(system).filter((skill) => !skill.includes('/bundle/builtin/') && !skill.includes(own));
  return [...skills, ...users, ...geminiLoaded(first)];
}
