import assert from 'node:assert/strict';
import { hostIds } from '../../../../generated/hostIds';
import { offersAt, offerTables } from './offersAt';

const places = {
  bedrock: ['python', `bedrock.converse(modelId="|")`],
  vertex: ['python', `ChatVertexAI(model="|")`],
  openrouter: ['yaml', `provider: openrouter\nmodel: |`],
  gateway: ['typescript', `import { generateText } from 'ai';\ngenerateText({ model: '|' })`],
  groq: ['python', `ChatGroq(model="|")`],
} as const;

describe('the ids of hosts', () => {
  // Long before anything was retired: what is not offered then names no model that we know.
  const tables = offerTables('2020-01-01');

  for (const [host, [languageId, marked]] of Object.entries(places)) {
    it(`are offered at ${host}, as far as a table has the model`, async () => {
      const offered = new Set((await offersAt(languageId, marked, tables)).map(({ id }) => id));
      const all = hostIds[host as keyof typeof places];
      const missing = all.filter((id) => !offered.has(id));
      assert.ok(missing.length < all.length / 3, missing.join());
    });
  }
});
