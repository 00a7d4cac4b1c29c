import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { loadPromptGrammar, tokenize } from './tokenizer';

let grammar: IGrammar;

/** The scopes of the token that holds the first character of `needle`, which must occur once in `source`. */
function scopesOf(source: string, needle: string): string {
  const offset = source.indexOf(needle);
  assert.ok(offset >= 0 && source.indexOf(needle, offset + 1) < 0, `${needle} must occur once in the source`);
  const before = source.slice(0, offset).split('\n');
  let column = before.at(-1)?.length ?? 0;
  const tokens = tokenize(grammar, source)[before.length - 1] ?? [];
  for (const { text, scopes } of tokens) {
    if (column < text.length) return scopes;
    column -= text.length;
  }
  throw new Error(`no token at ${needle}`);
}

function assertScope(source: string, needle: string, scope: RegExp): void {
  assert.match(scopesOf(source, needle), scope, `scopes of ${needle}`);
}

function assertNoScope(source: string, needle: string, scope: RegExp): void {
  assert.doesNotMatch(scopesOf(source, needle), scope, `scopes of ${needle}`);
}

const tagScope = /meta\.embedded\.inline\.handlebars/;

describe('prompt grammar', () => {
  before(async () => {
    grammar = await loadPromptGrammar();
  });

  describe('front matter', () => {
    it('reads the front matter as YAML', () => {
      const source = '---\nmodel: small\n---\nbody';
      assertScope(source, 'model', /^meta\.embedded\.block\.frontmatter\.ai-prompt .*entity\.name\.tag\.yaml/);
      assertNoScope(source, 'body', /frontmatter|yaml/);
    });

    it('opens a front matter on the first line only', () => {
      assertNoScope('\n---\nmodel: small\n---\n', 'model', /frontmatter|yaml/);
      assertNoScope('--- title\nmodel: small\n---\n', 'model', /frontmatter|yaml/);
    });

    it('closes the front matter at the next line that is only ---', () => {
      const source = '---\na: 1\n--- no\nb: 2\n---  \nbody: 3';
      assertScope(source, 'b: 2', /frontmatter/);
      assertNoScope(source, 'body', /frontmatter|yaml/);
    });

    it('treats a rule in the body as a rule', () => {
      const source = '---\na: 1\n---\ntext\n---\nnot: yaml\n---\n# Heading';
      assertNoScope(source, 'not', /frontmatter|yaml/);
      assertScope(source, 'Heading', /markup\.heading/);
      assertNoScope(source, 'text', /markup\.heading/);
    });

    it('takes braces in YAML for YAML', () => {
      assertNoScope('---\ndescription: "uses {{name}}"\n---\n', 'name', tagScope);
    });
  });

  describe('schema', () => {
    const schema = (line: string) => `---\ninput:\n  schema:\n    ${line}\nconfig:\n  temperature: 0\n---\nbody`;

    it('marks an optional name', () => {
      assertScope(schema('tone?: string'), '?', /keyword\.operator\.optional\.picoschema/);
      assertScope(schema('tone?: string'), 'tone', /entity\.name\.tag\.yaml/);
    });

    for (const kind of ['array', 'object', 'enum']) {
      it(`tells (${kind}) from its description`, () => {
        const source = schema(`tags?(${kind}, words to use): string`);
        assertScope(source, kind, /storage\.type\.picoschema/);
        assertScope(source, 'words', /string\.unquoted\.description\.picoschema/);
      });
    }

    it('tells a type from its description', () => {
      const source = schema('code: string, the code to review # a note');
      assertScope(source, 'string', /support\.type\.picoschema/);
      assertScope(source, 'the code', /string\.unquoted\.description\.picoschema/);
      assertScope(source, 'a note', /comment\.line/);
      assertScope(schema('home: Address'), 'Address', /entity\.name\.type\.picoschema/);
    });

    it('goes back to YAML where the schema ends', () => {
      assertNoScope(schema('(*): any'), 'config', /picoschema/);
      assertScope(schema('(*): any'), 'temperature', /entity\.name\.tag\.yaml/);
      assertNoScope('---\ninput:\n  default:\n    a: string, b\n---\n', 'string', /picoschema/);
    });
  });

  describe('tags', () => {
    for (const role of ['system', 'user', 'model', 'assistant', 'tool']) {
      it(`colours the role argument ${role} on its own`, () => {
        assertScope(`{{role "${role}"}}`, role, new RegExp(`entity\\.name\\.type\\.role\\.${role}\\.ai-prompt`));
        assertScope(`{{~role '${role}'~}}`, role, new RegExp(`entity\\.name\\.type\\.role\\.${role}\\.ai-prompt`));
      });
    }

    it('leaves a role that does not exist a plain string', () => {
      assertScope('{{role "narrator"}}', 'narrator', /string\.quoted\.double\.handlebars$/);
    });

    const parts: [source: string, needle: string, scope: RegExp][] = [
      ['{{history}}', 'history', /support\.function/],
      ['{{media url=photo}}', 'media', /support\.function/],
      ['{{media url=photo}}', 'url', /entity\.other\.attribute-name/],
      ['{{#ifEquals a 1}}', 'ifEquals', /keyword\.control\.conditional/],
      ['{{else if b}}', 'else', /keyword\.control\.conditional\.else/],
      ['{{else if b}}', 'if', /keyword\.control\.conditional\.handlebars/],
      ['{{/each}}', 'each', /keyword\.control\.block/],
      ['{{#each xs as |item|}}', 'item', /variable\.parameter/],
      ['{{#if (lookup map key)}}', 'lookup', /support\.function/],
      ['{{shorten text}}', 'shorten', /entity\.name\.function/],
      ['{{text}}', 'text', /variable\.other\.readwrite/],
      ['{{../user.name}}', '..', /variable\.language\.parent/],
      ['{{../user.name}}', 'name', /variable\.other\.property/],
      ['{{this.name}}', 'this', /variable\.language\.this/],
      ['{{@index}}', 'index', /variable\.language\.data/],
      ['{{> card size=2}}', 'card', /entity\.name\.function\.partial/],
      ['{{f true 2.5}}', 'true', /constant\.language/],
      ['{{f true 2.5}}', '2.5', /constant\.numeric/],
      ['{{~ name ~}}', 'name', /variable\.other\.readwrite/],
      ['{{{name}}}', 'name', /variable\.other\.readwrite/],
    ];
    for (const [source, needle, scope] of parts) {
      it(`gives ${needle} in ${source} a scope of its own`, () => assertScope(source, needle, scope));
    }

    it('closes all three braces of {{{ }}}', () => {
      assertNoScope('{{{name}}} after', 'after', tagScope);
    });

    it('keeps closing braces inside a string', () => {
      assertScope('{{json "a }} b" indent=2}} after', 'indent', /entity\.other\.attribute-name/);
      assertNoScope('{{json "a }} b" indent=2}} after', 'after', tagScope);
    });

    it('takes escaped braces for text', () => {
      assertScope('\\{{name}}', '\\{{', /constant\.character\.escape/);
      assertNoScope('\\{{name}}', 'name', tagScope);
      assertScope('\\\\{{name}}', 'name', tagScope);
    });

    it('ends a comment at --}}, lines later and not at }}', () => {
      const source = 'text {{!-- one }}\n{{role "user"}} two\n--}} **after**';
      assertScope(source, 'two', /comment\.block/);
      assertNoScope(source, 'after', /comment/);
      assertScope(source, 'after', /markup\.bold/);
    });

    it('ends an unclosed tag with its line', () => {
      for (const start of [
        '{{name',
        'text {{name',
        '# Title {{#if a',
        '- item {{json x',
        '{{{raw',
        '{{f (g "a',
        '> {{x',
      ]) {
        assertScope(`${start}\nnext **line**`, 'line', /^meta\.paragraph\.markdown markup\.bold\.markdown$/);
      }
    });

    it('follows a tag whose arguments go on in the next lines', () => {
      const source = 'text {{> card\n  title="a"\n  size=2\n}} after';
      assertScope(source, 'size', /entity\.other\.attribute-name/);
      assertNoScope(source, 'after', tagScope);
    });
  });
});
