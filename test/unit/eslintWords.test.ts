import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { ESLint } from 'eslint';

// The rules of the house about strings and names of imports, tried out.

const eslint = new ESLint();

async function isRefused(rule: string, file: string, code: string): Promise<boolean> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  return result!.messages.some(({ ruleId }) => ruleId === rule);
}

/** By its name in a variable: the compiler knows no types of it. */
const rulesFile = '../../eslint.words.mjs';
const { englishPlaces, vendorPlaces, messagesFile } = (await import(rulesFile)) as {
  readonly englishPlaces: Record<string, string>;
  readonly vendorPlaces: Record<string, string>;
  readonly messagesFile: string;
};

interface Trial {
  readonly rule: string;
  readonly file: string;
  readonly refused: readonly string[];
  readonly allowed: readonly string[];
}

const trials: readonly Trial[] = [
  {
    rule: 'words/say',
    file: 'src/core/chat/exchange/probe.ts',
    refused: [
      "export const x = 'Nothing was sent.';",
      'export const x = `The host ${y} does not answer.`;',
      'export const x = `${y} is not there any more.`;',
      "export const x = 'Delete all of them?';",
      "throw new ChatError('empty', { detail: 'It ended too early.' });",
      "say('Fine so far.', () => 'But this is not said.');",
    ],
    allowed: [
      "export const x = say('Nothing was sent.');",
      "export const x = parts.say('The host {0} does not answer.', y);",
      "throw new RangeError('There is no such token.');",
      "log.warn('The host does not answer.');",
      'parts.log.error(`The host ${y} does not answer.`);',
      "export const x = 'no sentence at all.';",
      "export const x = 'Two words.';",
      "import { x } from './Some file that exists.';",
    ],
  },
  {
    rule: 'words/say',
    file: 'src/editor/tokens/count/probe.ts',
    refused: [
      "void showMessage('Error', 'No luck', retry);",
      "void showModal('No luck', undefined, retry);",
      "void window.showQuickPick(items, { placeHolder: 'Which file' });",
      "item.command = { command: 'vscode.open', title: 'Open File' };",
      'item.accessibilityInformation = { label: `${title}, deleted` };',
      "const description = [day, isElsewhere && 'in another window'].filter(Boolean).join(' · ');",
      "show({ tooltip: [title, `${turns} turns${model === '' ? '' : `, last with ${model}`}`].join('\\n') });",
      'export const x = new FileDecoration(badge, `${count} tokens (${model})`);',
      "item.command = commandOf('lab.open', 'Open the Lab');",
    ],
    allowed: [
      "void showMessage('Error', say('No luck'), say('Retry'));",
      "window.createWebviewPanel({ title: 'AI Field Guide' });",
      "item.command = { command: 'vscode.open', title: name };",
      "item.accessibilityInformation = { label: say('{0}, deleted', title) };",
      "const description = [day, isElsewhere && say('in another window')].filter(Boolean).join(' · ');",
      "show({ label: `$(copy) ${say('Copy')}`, description: 'icontains', placeholder: 'https://example.com' });",
      "item.command = commandOf('lab.open', say('Open the Lab'));",
    ],
  },
  {
    rule: 'words/say',
    file: 'src/webview/shared/probe.ts',
    refused: ["export const x = 'The page got no answer.';"],
    allowed: ["export const x = say('noAnswer');"],
  },
  {
    rule: 'words/say',
    file: 'src/webview/shared/strings.ts',
    refused: [],
    allowed: ["export const x = 'The page got no answer.';"],
  },
  {
    rule: 'words/vendors',
    file: 'src/editor/providers/view/probe.ts',
    refused: [
      "if (endpoint.preset === 'openai') x();",
      "if ('anthropic-messages' !== endpoint.dialect) x();",
      "switch (x) { case 'ollama': x(); }",
      "if (name.startsWith('mistral')) x();",
      "if (['groq', 'other'].includes(name)) x();",
    ],
    allowed: [
      "if (endpoint.preset === 'custom') x();",
      'if (endpoint.preset === other.preset) x();',
      "export const x = { preset: 'openai' };",
    ],
  },
  {
    rule: 'words/vendors',
    file: 'src/core/chat/dialects/probe.ts',
    refused: [],
    allowed: ["if (id === 'anthropic-messages') x();"],
  },
  {
    rule: 'words/inert',
    file: 'src/editor/tokens/count/probe.ts',
    refused: [
      'void window.showErrorMessage(x);',
      'void vscode.window.showInformationMessage(x, retry);',
      'const { showWarningMessage } = window;',
      'void window[`show${kind}Message`](x);',
      "void window['showErrorMessage'](x);",
      'void window.withProgress({ location, title }, run);',
      'void window.showInputBox({ prompt });',
      'box.prompt = x;',
      'box.validationMessage = x;',
    ],
    allowed: [
      "void showMessage('Error', x);",
      'void showProgress({ location, title }, run);',
      'void window.showQuickPick(items);',
      'const box = window.createInputBox();',
      'const question = { prompt: x };',
    ],
  },
  {
    rule: 'words/inert',
    file: 'src/extension.ts',
    refused: ['void window.showErrorMessage(x);'],
    allowed: [],
  },
  {
    rule: 'words/inert',
    file: messagesFile,
    refused: [],
    allowed: ['void window[`show${kind}Message`](inert(x));', 'box.prompt = inert(x);'],
  },
  {
    rule: 'layers/imports',
    file: 'src/editor/models/families/probe.ts',
    refused: ['export const x = await import(`./${name}`);', 'export const x = await import(name);'],
    allowed: ["export const x = await import('./familiesTree');"],
  },
];

describe('the rules of the house', () => {
  for (const { rule, file, refused, allowed } of trials) {
    for (const code of refused) {
      it(`${rule} refuses in ${file}: ${code.split('\n')[0]}`, async () =>
        assert.equal(await isRefused(rule, file, code), true));
    }
    for (const code of allowed) {
      it(`${rule} allows in ${file}: ${code.split('\n')[0]}`, async () =>
        assert.equal(await isRefused(rule, file, code), false));
    }
  }

  for (const [place, reason] of Object.entries({ ...englishPlaces, ...vendorPlaces })) {
    it(`make an exception of a place that is there, and say why: ${place}`, () => {
      assert.ok(existsSync(place));
      assert.match(reason, /\.$/);
    });
  }
});
