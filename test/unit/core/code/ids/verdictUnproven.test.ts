import assert from 'node:assert/strict';
import { verdictOn } from './idsIn';

const create = '.chat.completions.create({ model: "gpt-4", messages });\n';

const standIns = [
  ...[
    'vi.fn',
    'jest.mock',
    'vi.spyOn',
    'MagicMock',
    'AsyncMock',
    'unittest.mock',
    'mock.patch',
    'monkeypatch',
    'respx',
  ],
  ...['httpretty', 'aioresponses', 'createTestServer', 'setupServer', 'fetchMock', 'nock', 'httptest', 'httprr'],
  'MockLanguageModelV2',
];
const marksOfTests = [
  ...[
    'describe("x"',
    'it("x"',
    "test.each('x'",
    'def test_x',
    'func TestX(t *testing.T',
    '@Test',
    '@ParameterizedTest',
  ],
  ...['[Fact]', '[Theory]', '[TestMethod]', '#[test]', 'class X(unittest.TestCase'],
];

describe('a retired id in a call that proves nothing', () => {
  it('is warning beside whatever takes the place of the network', async () => {
    for (const standIn of standIns)
      assert.equal(
        await verdictOn('typescript', `${standIn}();\nconst c = new OpenAI();\nawait c${create}`),
        'warning',
        standIn,
      );
  });
  it('is warning where that is named within the first 200,000 characters of the file, not after them', async () => {
    const call = `const c = new OpenAI();\nawait c${create}`;
    const withSign = (end: number): string => `${call}${'\n'.repeat(end - call.length - 'vi.fn'.length)}vi.fn();\n`;
    assert.deepEqual(
      [await verdictOn('typescript', withSign(200_000)), await verdictOn('typescript', withSign(200_001))],
      ['warning', 'error'],
    );
  });
  it('is warning with a key that opens nothing', async () => {
    for (const key of ['test', 'test-key', 'testing', 'fake_key', 'mock', 'mocked', 'dummy'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ apiKey: "${key}" });\nawait c${create}`),
        'warning',
        key,
      );
    assert.equal(
      await verdictOn('typescript', `const c = new OpenAI({ apiKey: "contest" });\nawait c${create}`),
      'error',
    );
  });
  it('is warning with settings from elsewhere, but not beside an address that is none', async () => {
    for (const name of ['baseURL', 'base_url', 'apiBase', 'basePath', 'endpoint', 'configuration', 'options'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ ${name} });\nawait c${create}`),
        'warning',
        name,
      );
    for (const none of ['undefined', 'null'])
      assert.equal(
        await verdictOn('typescript', `const c = new OpenAI({ baseURL: ${none} });\nawait c${create}`),
        'error',
        none,
      );
  });
  it('is warning in settings, but not in a call, of whatever is a test', async () => {
    for (const mark of marksOfTests) {
      const settings = `f({ provider: "openai", model: "gpt-4" });\n${mark}`;
      assert.equal(await verdictOn('typescript', settings), 'warning', mark);
      assert.equal(await verdictOn('typescript', `const c = new OpenAI();\nawait c${create}${mark}`), 'error', mark);
    }
  });
});
