import assert from 'node:assert/strict';
import { hostIds } from '../../../generated/hostIds';
import { DataCopy } from './dataCopy';

const file = 'host-ids.yml';

describe('the ids as hosts write them', () => {
  const data = new DataCopy();

  it('are there for every host', () => {
    for (const [host, ids] of Object.entries(hostIds)) assert.ok(ids.length > 0, host);
  });

  it('stand there once for a host', () => {
    const entry = `- host: groq\n  source: { title: Groq, url: https://groq.com/models, checked: '2026-11-27' }\n  ids: [openai/gpt-oss-20b]`;
    data.append(file, entry);
    const line =
      data
        .read(file)
        .split('\n')
        .findLastIndex((text) => text.includes('openai/gpt-oss-20b')) + 1;
    data.failsAt(file, line, /the groq id "openai\/gpt-oss-20b" is taken/);
  });

  it('were read where it can be read again', () => {
    const line = data.change(file, '- host: bedrock', /\/v\/[\d.]+/, '');
    data.failsAt(file, line, /newest version/);
  });
});
