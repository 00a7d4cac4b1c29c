import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { oursOfCodex, oursOfGemini } from '../../../../../scripts/agents/ours';
import type { Sample } from '../../../../../scripts/agents/sample';
import { codex } from '../../../../../src/core/context/agents/codex';
import { geminiCli } from '../../../../../src/core/context/agents/geminiCli';
import type { OnDisk } from '../../../../fakes/memoryDisk';
import { treeOf } from '../../../../support/contextTrees';
import type { Files } from '../../../../support/contextTrees';

// Folders that were made by `npm run check:agents -- FOLDER --sample FILE`, with what the agents themselves said of them.

const samples = JSON.parse(readFileSync(new URL('agentSamples.json', import.meta.url), 'utf8')) as readonly Sample[];

/** The files of a sample as they are on a disk. */
const onDisk = (files: Sample['files']): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]): [string, OnDisk] => {
      if (text.startsWith('link:')) return [name, { link: text.slice('link:'.length) }];
      return [name, text.startsWith('latin1:') ? Buffer.from(text.slice('latin1:'.length), 'latin1') : text];
    }),
  );

/** A link to a file that is not there is one all the same. */
const repository: Files = { '.git/HEAD': 'ref: refs/heads/main\n' };

const agentsOf = { codex: { agent: codex, ours: oursOfCodex }, 'gemini-cli': { agent: geminiCli, ours: oursOfGemini } };

describe('a folder that an agent was asked about', () => {
  for (const [i, { agent: id, work, files, home, cwd, isRepository, said }] of samples.entries()) {
    it(`gives the same, byte for byte: ${id} ${i}`, async () => {
      const { agent, ours } = agentsOf[id as keyof typeof agentsOf];
      const all = { ...(isRepository && repository), ...onDisk(files), ...(cwd !== '' && { [`${cwd}/x`]: '' }) };
      const { tree } = treeOf(all, `${work}/tree`);
      const homeTree = treeOf({ '.x': '', ...onDisk(home) }, `${work}/home`).tree;
      const context = await agent.assemble(tree, { file: cwd === '' ? 'x' : `${cwd}/x`, home: homeTree });
      assert.deepEqual(ours(context), said);
    });
  }

  it('is one of at least ten for each agent', () => {
    for (const id of Object.keys(agentsOf)) assert.ok(samples.filter(({ agent }) => agent === id).length >= 10);
  });
});
