import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { pageScheme } from '../../../src/editor/shared/contributions';
import { pickRow, pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const guidePages = [
  'at-a-glance',
  'families',
  'how-they-work',
  'training',
  'reasoning-models',
  'multimodal-models',
  'open-or-closed',
  'limits',
];

async function readText(page: string): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.from({ scheme: pageScheme, path: page }));
  return new TextDecoder().decode(bytes);
}

/** Addresses of the pages that a page links to. */
function linksOf(page: string, markdown: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)\s]+)/g)].map((match) => match[1] ?? '');
  return targets
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .map((target) => path.posix.join(path.posix.dirname(page), target));
}

describe('Look Up Term', () => {
  onScreen('finds a term by what is typed and opens its page', async () => {
    await ui.command('AI Field Guide: Look Up Term');
    await pickRow('Search terms, models', 'hallucin', 'Hallucination');
    const page = await readPage('Hallucination');
    assert.match(page, /Why it matters/);
    assert.match(page, /Related:/);
    assert.match(page, /Source:/);
  });

  onScreen('finds a term by another form of its name', async () => {
    await ui.command('AI Field Guide: Look Up Term');
    await pickRow('Search terms, models', 'num_ctx', 'Context window');
    assert.match(await readPage('Context window'), /max_model_len/);
  });

  onScreen('leads from page to page by the links in them', async () => {
    await vscode.commands.executeCommand('aiFieldGuide.glossary.lookUp', 'context-window');
    await pageWith('Context window').click('a:text-is("long context")');
    assert.match(await readPage('Long context'), /Why it matters/);
  });

  it('has no link that leads nowhere, in the guide and in every page that it reaches', async () => {
    const waiting = guidePages.map((id) => `/guide/${id}.md`);
    const seen = new Set<string>();
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
      if (seen.has(page)) continue;
      seen.add(page);
      waiting.push(...linksOf(page, await readText(page)));
    }
    assert.ok(seen.size > 60, `only ${seen.size} pages were reached`);
  });

  it('refuses an address that is no page', async () => {
    await assert.rejects(readText('/terms/no-such-term.md'), vscode.FileSystemError);
    await assert.rejects(readText('/terms/../guide/limits.md/x'), vscode.FileSystemError);
  });
});
