import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as Textmate from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';

/** A stretch of one line with its scopes, outermost first, without the root scope `source.ai-prompt`. */
export interface Token {
  text: string;
  scopes: string;
}

// Both engines are CommonJS bundles whose names Node cannot see from an import.
const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const textmate = require('vscode-textmate') as typeof Textmate;
const promptGrammar = fileURLToPath(new URL('../../syntaxes/ai-prompt.tmLanguage.json', import.meta.url));

/**
 * Grammars that a prompt includes, as the npm package `tm-grammars` names them. The other 60 languages of Markdown fences are
 * not needed here.
 */
const includedGrammars: Record<string, string> = {
  'source.yaml': 'yaml',
  'text.html.markdown': 'markdown',
  'text.html.derivative': 'html-derivative',
  'text.html.basic': 'html',
  'source.json': 'json',
  'source.python': 'python',
};

/** Loads the grammar of prompt files on the engine that VS Code uses. */
export async function loadPromptGrammar(): Promise<IGrammar> {
  await oniguruma.loadWASM(new Uint8Array(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const path = grammarPath(scope);
      return Promise.resolve(path ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null);
    },
  });
  const grammar = await registry.loadGrammar('source.ai-prompt');
  if (!grammar) throw new Error(`${promptGrammar} did not load: is its scopeName source.ai-prompt?`);
  return grammar;
}

/** The tokens of each line. Neighbours with the same scopes are one token, so that a snapshot shows words. */
export function tokenize(grammar: IGrammar, source: string): Token[][] {
  let state = textmate.INITIAL;
  return source.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const merged: Token[] = [];
    for (const { startIndex, endIndex, scopes } of tokens) {
      const token = { text: line.slice(startIndex, endIndex), scopes: scopes.slice(1).join(' ') };
      const last = merged.at(-1);
      if (last?.scopes === token.scopes) last.text += token.text;
      else merged.push(token);
    }
    return merged;
  });
}

function grammarPath(scope: string): string | undefined {
  if (scope === 'source.ai-prompt') return promptGrammar;
  const name = includedGrammars[scope];
  return name && require.resolve(`tm-grammars/grammars/${name}.json`);
}
