import assert from 'node:assert/strict';
import { writtenIn } from './written';

/** Texts in which words stand that are parts of something else. */
const silent: Readonly<Record<string, readonly (readonly [language: string, text: string])[]>> = {
  addresses: [
    ['markdown', 'See https://example.com/context-window for more.'],
    ['markdown', 'See https://example.com/a_(context),window for more.'],
    ['markdown', 'See <https://example.com/docs#context-window>.'],
    ['markdown', 'At https://tokens.example.com/?embedding=prompt&agent=llm.'],
    ['markdown', 'At www.context-window.com/agent now'],
    ['markdown', 'Write to agent@context-window.org or mailto:llm@x.com.'],
    ['plaintext', 'git@github.com:openai/embeddings.git'],
    ['typescript', "fetch('https://api.example.com/v1/embeddings?model=llm');"],
    ['typescript', "route('/v1/embeddings');"],
    ['typescript', '// see https://example.com/context-window'],
    ['python', '# https://example.com/embedding/context_window#prompt'],
    ['shellscript', 'curl https://api.example.com/v1/context-window'],
    ['json', '{ "a": "https://example.com/context-window" }'],
    ['yaml', 'a: https://example.com/context-window'],
    ['html', '<p>https://example.com/context-window</p>'],
    ['latex', 'at https://example.com/context-window now'],
    ['markdown', 'the token://context-window scheme'],
    ['markdown', 'at s3://llm/context-window'],
  ],
  paths: [
    ['markdown', 'in src/context/context-window.ts there'],
    ['markdown', 'in ./agent/llm or ../prompt or ~/embedding'],
    ['markdown', 'in /usr/lib/llm/context_window'],
    ['markdown', 'in C:\\agent\\context-window'],
    ['markdown', 'the folder context-window/'],
    ['markdown', 'the file context-window.md, or llm.py:12'],
    ['markdown', '`docs/context-window.md`'],
    ['markdown', 'run `./llm/agent.sh`'],
    ['typescript', "import { x } from './context/window/embedding';"],
    ['typescript', "import x from 'context-window';"],
    ['typescript', "export * from 'embedding';"],
    ['typescript', "const x = require('context-window');"],
    ['typescript', "const x = await import('context-window');"],
    ['typescript', "read('data/embedding/llm');"],
    ['typescript', "read('context-window.json');"],
    ['python', 'from context_window import x'],
    ['python', 'import llm.embedding.context_window'],
    ['java', 'import com.example.embedding.LLM;'],
    ['java', 'package com.example.llm;'],
    ['go', 'import "example.com/llm/embedding"'],
    ['rust', 'use crate::embedding::llm;'],
    ['csharp', 'using Example.Embedding;'],
    ['c', '#include "context_window.h"'],
    ['c', '#include <embedding.h>'],
  ],
  'tags, attributes and style sheets': [
    ['html', '<context-window class="embedding" title="context window"></context-window>'],
    ['html', '<input name=embedding data-llm="agent token">'],
    ['html', '<style>.context-window { content: "context window"; }</style>'],
    ['xml', '<embedding llm="context window"/>'],
    ['vue', '<template><p v-bind:embedding="x" title="the context window"></p></template>'],
    ['markdown', 'A <img alt="the context window" src="llm.png"> there'],
    ['markdown', 'a <context-window> tag'],
    ['markdown', 'Bearer <token>'],
    ['typescript', '/** <see cref="ContextWindow"/> */'],
    ['css', '.context-window { color: red; }\n#embedding > .llm { --context-window: 1px; }'],
    ['scss', '$context-window: 1px; .embedding { &:hover { a: b; } }'],
  ],
  'names of directives': [
    ['markdown', '```{eval-rst}\n.. note::\n```\n'],
    ['markdown', '> ~~~ {eval-rst}\n> .. note::\n> ~~~\n'],
    ['markdown', ':::{agent} one\n:::\n'],
    ['markdown', '::::{llm:prompt}\n::::\n'],
  ],
  'targets of links': [
    ['markdown', 'A [link](context-window) there'],
    ['markdown', 'A [link](#context-window) there'],
    ['markdown', 'A [link][context-window] there'],
    ['markdown', '[1]: context-window'],
    ['markdown', '![x](context-window "y")'],
    ['restructuredtext', 'A `link <context-window.html>`_ there'],
    ['restructuredtext', 'A :ref:`link <context-window>` there'],
    ['restructuredtext', '.. _context-window:'],
    ['restructuredtext', '.. image:: context-window'],
    ['asciidoc', 'A <<context-window,link>> there'],
    ['latex', 'in \\cite{context-window} and \\ref{sec:embedding}'],
    ['latex', '\\label{context-window}'],
    ['latex', '\\usepackage{embedding}'],
    ['latex', '\\includegraphics[width=1cm]{context-window}'],
    ['latex', 'the \\embedding macro'],
    ['html', '<a href="#context-window">x</a>'],
  ],
  'ids, hashes and versions': [
    ['markdown', 'the key sk-proj-aB3LLM9xYz81TokenQq2Rt5 there'],
    ['plaintext', 'aGVsbG8TokenB3b3JsZCwgdGhpcyBpcyBhIHRlc3Q0NTY='],
    ['json', '{ "integrity": "sha512-x1LLM7Yq+Token/3wLLM5rT8uAgentI2oPzX4vB6nM==" }'],
    ['plaintext', 'context-window-1.2.3, embedding@4.5.6'],
    ['plaintext', 'llm-v2.1'],
    ['plaintext', 'q=context%20window%20size'],
    ['plaintext', 'x'.repeat(200) + '-context-window-' + 'y'.repeat(200)],
    ['python', '#!/usr/bin/env llm\nx = 1'],
    ['shellscript', '#!/usr/bin/env -S llm embedding'],
  ],
};

/** `context` is a term, and `window` by itself is none. */
const apart: readonly (readonly [language: string, text: string])[] = [
  ['typescript', 'const context = window;'],
  ['typescript', 'context.window(); context, window; context window;'],
  ['typescript', 'use(`${context} window`);'],
  ['typescript', 'say("context" + "window");'],
  ['typescript', 'a = ["context", "window"];'],
  ['typescript', '"the context"\n"window"'],
  ['typescript', 'context; // window'],
  ['typescript', '// context\nwindow();'],
  ['typescript', 'a; // the context\nb(); // window'],
  ['markdown', '| context | window |\n|---|---|\n| context\nwindow |'],
  ['markdown', 'the context\n\nwindow'],
  ['markdown', '# The context\nwindow'],
  ['markdown', 'the context\n# window'],
  ['markdown', 'the context\n===\nwindow'],
  ['markdown', '- the context\n- window'],
  ['markdown', '* the context\n* window'],
  ['markdown', ' * the context\n * window'],
  ['markdown', '1. the context\n2. window'],
  ['markdown', 'the context\n> window'],
  ['markdown', 'the context. Window'],
  ['markdown', 'the context, window; context: window'],
  ['markdown', 'context * window, context _ window'],
  ['markdown', 'the context (window) and context/window'],
  ['markdown', 'the context\n```\nwindow\n```'],
  ['markdown', 'the context    window'],
  ['plaintext', 'context\twindow'],
  ['html', '<td>context</td><td>window</td>'],
  ['html', '<li>context</li>\n<li>window</li>'],
  ['html', '<p>context</p> <p>window</p>'],
  ['html', 'context &amp; window, context&lt;window'],
  ['html', 'context<br><br>window'],
  ['latex', 'context & window \\\\'],
  ['latex', '\\section{Context}\nwindow'],
  ['json', '{ "context": "window" }'],
  ['yaml', 'context: window'],
  ['csv', 'context,window'],
];

describe('no phrase is found in', () => {
  for (const [language, text] of apart) {
    it(`${language}: ${JSON.stringify(text)}`, () =>
      assert.deepEqual(
        writtenIn(text, language).filter((written) => /window/i.test(written)),
        [],
      ));
  }
});

describe('no term is found in', () => {
  for (const [what, texts] of Object.entries(silent)) {
    describe(what, () => {
      for (const [language, text] of texts) {
        it(`${language}: ${JSON.stringify(text.slice(0, 100))}`, () => assert.deepEqual(writtenIn(text, language), []));
      }
    });
  }
});

describe('a term is found although', () => {
  for (const [why, language, text, expected] of [
    ['an address stands before it', 'markdown', 'At (https://x.org/a) a context window', ['context window']],
    ['an address stands close before it', 'markdown', '[x](https://x.org/a),context window', ['context window']],
    ['it is the text of a link', 'markdown', 'a [context window](https://x.org/a)', ['context window']],
    [
      'a slash joins it to another word',
      'markdown',
      'LLM/agent or input/output tokens',
      ['LLM', 'agent', 'output tokens'],
    ],
    ['a sentence ends with it', 'markdown', 'It has a context window.\nNext', ['context window']],
    ['a sentence begins right behind it', 'plaintext', 'It has tokens.Then more', ['tokens']],
    ['tags stand around it', 'markdown', '<p>context window</p>', ['context window']],
    ['it is compared', 'markdown', 'if a < context window and b > 3', ['context window']],
    ['a string says it', 'typescript', 'say("No token was left");', ['token']],
    [
      'it stands in one name',
      'typescript',
      'const maxContextWindow = a.context_window;',
      ['ContextWindow', 'context_window'],
    ],
    ['it is a file with a name of its own', 'markdown', 'the AGENTS.md file', ['AGENTS.md']],
    ['a number with dots stands behind it', 'markdown', 'LLM-2.5 and tokens 1.2.3', ['LLM', 'tokens']],
    ['a line of a comment is aligned', 'python', 'x = 1  # the context\n       # window', ['context\n       # window']],
    ['a hard break ends the line', 'markdown', 'the context  \nwindow', ['context  \nwindow']],
    [
      'an import stands in the line before',
      'typescript',
      "import x from 'y';\nconst contextWindow = 1;",
      ['contextWindow'],
    ],
  ] as const) {
    it(`${why}: ${JSON.stringify(text)}`, () => assert.deepEqual(writtenIn(text, language), expected));
  }
});
