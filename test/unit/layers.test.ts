import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ESLint } from 'eslint';
import { nodeGlobals } from '../support/nodeGlobals';

// The walls of the house, tried out: code that breaks one is an error, code that does not is none.

const eslint = new ESLint();
const wallRules = ['layers/imports', 'no-undef', 'no-restricted-globals', '@typescript-eslint/triple-slash-reference'];

/** The walls that a file with this code would break. */
async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message).filter((rule) => wallRules.includes(rule));
}

const domGlobals = ['document.title;', 'window.close();', "localStorage.getItem('x');"];
const typesOfOthers = ['let timer: NodeJS.Timeout | undefined; timer = undefined; void timer;'];
const packages = (...names: string[]): string[] => names.map((name) => `import '${name}';`);
const noEditor = packages('../../editor/shared/log', '../../extension');

interface Wall {
  readonly file: string;
  readonly refused: readonly string[];
  readonly allowed: readonly string[];
}

const core: Wall = {
  file: 'src/core/glossary/find/probe.ts',
  refused: [
    ...nodeGlobals,
    ...domGlobals,
    ...typesOfOthers,
    'globalThis.setTimeout(() => 1, 1);',
    '/// <reference types="node" />',
    '/// <reference lib="dom" />',
    ...packages('buffer', 'node:buffer', 'vscode', 'lit', 'openai', '../../../host/port', '../../../webview/shared/x'),
    ...packages(
      '@leeoniya/ufuzzy',
      '../../../../generated/glossary',
      '../../../worker/tokenWorker',
      '../../../cli/run',
    ),
    ...packages('../../../editor/shared/log', '../../../extension'),
    // The order of the rooms.
    ...packages(
      '../../tokens/engine/encoding',
      '../../chat/messages/chatTypes',
      '../../playground/session/sessionTree',
    ),
    // The order of the parts of a room.
    ...packages('../sense/decide', '../cards/card'),
    // Every way to import.
    "import type { Uri } from 'vscode'; export type X = Uri;",
    "export { x } from '../../chat/messages/chatTypes';",
    "export type X = typeof import('vscode');",
    "export const x = await import('node:fs');",
    "import fs = require('node:fs'); fs.stat;",
  ],
  allowed: [
    "new URL('https://example.com').host;",
    'setTimeout(() => new TextEncoder(), 1);',
    ...packages('valibot', '../../base/json', '../../catalog/catalogTable', './splitWords'),
  ],
};

const walls: readonly Wall[] = [
  core,
  {
    file: 'src/core/base/probe.ts',
    refused: packages('./rpc/questions', '../text/languages', '../glossary/find/splitWords'),
    allowed: packages('./json'),
  },
  {
    file: 'src/core/search/probe.ts',
    refused: packages('lit', '../playground/playgroundProtocol'),
    allowed: packages('@leeoniya/ufuzzy', 'valibot', '../glossary/find/splitWords'),
  },
  {
    file: 'src/core/rooms/probe.ts',
    refused: ['export const x = 1;'],
    allowed: [],
  },
  {
    file: 'src/core/glossary/newPart/probe.ts',
    refused: ['export const x = 1;'],
    allowed: [],
  },
  {
    // The files at the room itself come last here: they put the parts together.
    file: 'src/core/chat/probe.ts',
    refused: packages('../pocket/pocketModel'),
    allowed: packages('./service', './exchange/response', './messages/types'),
  },
  {
    file: 'src/core/chat/dialects/probe.ts',
    refused: packages('../service', '../exchange/response', '../providers/presets'),
    allowed: packages('./dialect', '../messages/types'),
  },
  {
    // Above all rooms, which know nothing of it.
    file: 'src/core/fieldGuide.ts',
    refused: [
      ...nodeGlobals,
      ...domGlobals,
      ...packages('valibot', 'vscode', '../host/port', '../../generated/glossary', '../editor/shared/log'),
    ],
    allowed: packages('./tables', './base/lazy', './glossary/find/words', './lab/labPlace'),
  },
  {
    file: 'src/core/tables.ts',
    refused: packages('./fieldGuide', '../../generated/glossary', '../cli/run'),
    allowed: packages('./base/lazy', './catalog/catalog'),
  },
  {
    file: 'src/core/lab/probe.ts',
    refused: packages('../fieldGuide', '../tables'),
    allowed: packages('../base/lazy'),
  },
  {
    file: 'src/host/port.ts',
    refused: [...nodeGlobals, ...domGlobals, ...packages('node:fs', 'openai', './node/bytes', '../editor/shared/log')],
    allowed: packages('../core/base/json'),
  },
  {
    file: 'src/host/node/probe.ts',
    refused: ['document.title;', ...packages('vscode', '../browser/bytes', '../../editor/shared/log')],
    allowed: [
      'process.cwd();',
      ...packages('node:fs', 'openai', 'eventsource-parser', '../port', '../../core/base/json'),
    ],
  },
  {
    file: 'src/host/browser/probe.ts',
    refused: ['process.cwd();', "Buffer.from('x');", ...packages('vscode', 'node:fs', '../node/bytes')],
    allowed: ["document.title = '';", ...packages('../port', '../../core/base/json')],
  },
  {
    file: 'src/webview/playground/probe.ts',
    refused: [
      'process.cwd();',
      "Buffer.from('x');",
      'setImmediate(() => 1);',
      ...packages('vscode', 'node:fs', 'openai', '../lab/x', '../../host/port', '../../../generated/catalog'),
      ...noEditor,
    ],
    allowed: [
      "document.title = '';",
      ...packages('lit', '../shared/answerMarkdown', '../../core/playground/pageProtocol'),
    ],
  },
  {
    file: 'src/webview/lab/stations/tokens/probe.ts',
    refused: packages('../attention/model', '../../lab', '../../stations', '../../../playground/store', 'vscode'),
    allowed: packages('lit', './model', '../../station', '../../flow', '../../../shared/strings'),
  },
  {
    file: 'src/webview/shared/probe.ts',
    refused: packages('vscode', '../playground/store'),
    allowed: packages('marked', 'dompurify', '../../core/base/json'),
  },
  {
    file: 'src/worker/probe.ts',
    refused: ['document.title;', ...packages('vscode', '../editor/shared/log', '../cli/run', '../webview/shared/x')],
    allowed: ['process.cwd();', ...packages('node:worker_threads', '../core/tokens/engine/encoding', '../host/node/x')],
  },
  {
    file: 'src/cli/probe.ts',
    refused: [
      'document.title;',
      ...packages('vscode', 'lit', '../editor/shared/log', '../webview/shared/x', '../worker/x'),
      ...packages('../mcp/mcpServer', '../nodeGuide', '../../generated/catalog'),
    ],
    allowed: ['process.exitCode;', ...packages('node:fs', '../core/tokens/engine/encoding', '../host/node/host')],
  },
  {
    file: 'src/cli/terms/probe.ts',
    refused: packages('tinyglobby', '../models/config', '../glossary/run', '../run', '../../../generated/catalog'),
    allowed: packages('node:fs', './texts', '../shared/walkFiles', '../../core/tokens/engine/encoding'),
  },
  {
    file: 'src/cli/shared/probe.ts',
    refused: packages('../models/config', '../run', '../../../generated/catalog'),
    allowed: packages('node:fs', 'tinyglobby', './commandLine', '../../core/base/json'),
  },
  {
    file: 'src/mcp/probe.ts',
    refused: packages(
      'vscode',
      'node:fs',
      '../cli/run',
      '../editor/shared/log',
      '../nodeGuide',
      '../../generated/catalog',
    ),
    allowed: packages('@modelcontextprotocol/server', '../core/context/tools/agentTools'),
  },
  {
    file: 'src/mcp.ts',
    refused: packages('vscode', './cli/run', './extension', '../generated/catalog'),
    allowed: packages('node:path', '@modelcontextprotocol/server/stdio', './nodeGuide', './mcp/mcpServer'),
  },
  {
    file: 'src/nodeGuide.ts',
    refused: packages('vscode', 'node:fs', './cli/run', './editor/shared/log'),
    allowed: packages('./core/fieldGuide', './host/node/host', '../generated/catalog'),
  },
  {
    file: 'src/editor/shared/probe.ts',
    refused: [
      'document.title;',
      ...nodeGlobals,
      ...packages('node:fs', '../files/scanFiles', '../../webview/shared/x', '../../../generated/glossary'),
      // The build decides which platform it is.
      ...packages('../../host/node/host', '../../host/node/nodeFiles'),
    ],
    allowed: packages('vscode', '#host', '../../host/port', '../../core/base/json', './log'),
  },
  {
    file: 'src/editor/shared/editorTables.ts',
    refused: packages('node:fs', 'openai', '../models/modelRows'),
    allowed: packages('vscode', './log', '../../../generated/glossary'),
  },
  {
    file: 'src/editor/tokens/count/probe.ts',
    refused: [
      'document.title;',
      ...nodeGlobals,
      ...packages('node:path', 'openai', 'lit'),
      // Later subjects, and what stands beside it in its own.
      ...packages('../../playground/playgroundPanel', '../../glossary/terms/documentTerms', '../show/showTokens'),
      ...packages('../../../webview/playground/store', '../../../generated/catalog'),
      ...packages('../../../worker/tokenWorker', '../../../cli/run', '../../../extension'),
      "export const x = await import('../show/showTokens');",
    ],
    allowed: packages(
      'vscode',
      './countTokens',
      '../counting/countFile',
      '../../providers/providers',
      '../../shared/log',
    ),
  },
  {
    // The entry of a subject starts all of it.
    file: 'src/editor/glossary/glossary.ts',
    refused: packages('../lab/lab', '../../extension'),
    allowed: packages('vscode', './view/glossaryTree', './hover/termHover', '../tokens/counting/countFile'),
  },
  {
    file: 'src/extension.ts',
    refused: [...nodeGlobals, ...packages('node:fs', './webview/playground/main', './worker/tokenWorker', './cli/run')],
    allowed: packages('vscode', './editor/lab/lab'),
  },
  {
    file: 'scripts/probe.ts',
    refused: packages('../src/editor/shared/log', '../src/webview/shared/answerMarkdown', '../test/support/poll'),
    allowed: packages('node:fs', 'esbuild', '../src/core/base/json', './vscode/paths'),
  },
];

describe('the layers', () => {
  for (const { file, refused, allowed } of walls) {
    for (const code of refused) {
      it(`refuse in ${file}: ${code}`, async () => assert.notDeepEqual(await broken(file, code), []));
    }
    for (const code of allowed) {
      it(`allow in ${file}: ${code}`, async () => assert.deepEqual(await broken(file, code), []));
    }
  }

  it('name the rooms in CONTRIBUTING.md in their order', () => {
    const namesIn = (file: string, list: RegExp) => list.exec(readFileSync(file, 'utf8'))?.[1]?.match(/\w+/g);
    for (const layer of ['src/core', 'src/editor']) {
      const inTable = namesIn('eslint.layers.mjs', new RegExp(`'${layer}': \\[([\\s\\S]+?)\\n  \\]`));
      assert.ok(inTable && inTable.length > 10);
      assert.deepEqual(namesIn('CONTRIBUTING.md', new RegExp(`rooms of \`${layer}\`[^:]*: ([^.]+)\\.`)), inTable);
    }
  });

  it('have a wall that is tried out for every folder of src', () => {
    const place = (file: string): string => /^src\/(?:host\/\w+|\w+)/.exec(file.replaceAll('\\', '/'))?.[0] ?? file;
    const tried = new Set(walls.map(({ file }) => place(file)));
    const untried = globSync('src/**/*.ts').filter((file) => file !== 'src/cli.ts' && !tried.has(place(file)));
    assert.deepEqual(untried, []);
  });

  it('run their unit tests where there is no vscode', async () => {
    assert.throws(() => void createRequire(import.meta.url)('vscode'), { code: 'MODULE_NOT_FOUND' });
    await assert.rejects(import('vscode'), { code: 'ERR_MODULE_NOT_FOUND' });
  });
});
