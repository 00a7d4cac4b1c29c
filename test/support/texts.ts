import fc from 'fast-check';

/** Texts on which tokenizers are known to differ, or that have broken one. */
export const EDGE_CASES: Readonly<Record<string, string>> = {
  nothing: '',
  'special tokens of OpenAI': 'hello <|endoftext|> world <|endofprompt|><|fim_prefix|>a<|im_start|>user<|im_end|>',
  'special tokens of Harmony': '<|start|>assistant<|channel|>final<|message|>hi<|return|>',
  'special tokens of Llama, Mistral, Gemma and DeepSeek':
    '<|begin_of_text|><|eot_id|> [INST] x [/INST] </s><s> <start_of_turn>user <end_of_turn> <｜User｜> <think>',
  'half surrogates': 'a\ud800b a\udc00b abc\ud83d \udc00\ud800 ' + '\ud800'.repeat(7),
  'carriage returns': 'line1\r\nline2\r\n\r\nline3\r\na\rb\r\rc if (x) {\r\n    y();\r\n}\r\n',
  'NUL and controls': 'a\0b\0\0c\x01\x02\x7f\x1b[31m',
  'byte order marks': '\ufeffhello a\ufeff b \ufeff\n',
  'next line': 'a\u0085b a \u0085 b\u0085\u0085c',
  'Unicode blanks': 'a\u2028b\u2029c a\u00a0b\u00a0\u00a0c 你\u3000好\u3000\u3000a a\vb\fc\u200b\u200c\u200dc a\u180eb',
  'combining marks': "e\u0301a\u0300\u0301 \u0301x 1\u0301 !\u0301 \u0301\u0301 \u0301's a" + '\u0301'.repeat(300),
  'scripts with marks': 'नमस्ते दुनिया क्षत्रिय สวัสดีชาวโลก مُحَمَّدٌ رَسُولُ שָׁלוֹם ក្រុម',
  contractions:
    "don't DON'T I'll I'LL we've we'VE they're it's IT'S he'd 'tis 's 'S 'll'll x'rex x'r x've1 'sX a'sB don’t",
  'long s and Kelvin sign': "a'ſ 'ſ it'ſx IT'ſ a'\u212a",
  numbers: '1 12 123 1234 12345 123456789 1a2b3c ٣٤٥٦ ①②③④ ½⅓ Ⅷ 十二',
  'blanks at the end': 'a\n  ',
  'line end in blanks at the end': 'a \n \n   ',
  'only blanks': '   ',
  indentation: '\n word\n  word\n\n   word\tx\t\ty\n\t\tz',
  'slashes after line ends': 'a;\n/b ;\n//c */\n/* \n/x;\r\n/;/\n/\r\n//',
  'camel case': 'parseHTTPRequestURLFromJSON getElementByIDAndName HTMLElement iPhone15ProMax',
  'title case and letters without case': 'ǅ ǈa Aǅb ǅǅ ʰaʰ Aʰ ʰA ʰAb 中A 中Ab A中 中中AB 中中ABc ªAB \u0301AB \u0301ABc',
  emoji: '👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍💻 ❤️ 1️⃣ 🇯🇵🇨🇳 😀😀😀 a😀b 😀1 😀\n',
  'letters outside the basic plane': '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀀𠀁𠮷 𐐷𐐨 𝟘𝟙𝟚𝟛',
  'private use and non-characters': '\ue000\ue001\u{f0000} \uffff\ufffe\u{10ffff}',
  'text that normalization changes': 'ﬁ Å \u212b ᄀ\u1161\u11a8 e\u0301 q\u0307\u0323 ｱｲｳ ㍍ ﷺ … ¨a ´ ½ ² क़!',
  'Japanese and Chinese': '日本語のテキスト、カタカナ・ひらがな。中文1文2字abc漢ー゛々〆龥龦',
  'symbols of SentencePiece': '▁▁a ▁b<0x0A><0x41><unk>',
  tags: '<td></td><table> <h1>x</h1> </ td> <td<td>> [multimodal] [multi <unused5> <mask> > </',
  'one word': 'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(40),
  'runs of one letter': 'a'.repeat(5000) + ' ' + 'A'.repeat(3000) + ' ' + 'aB'.repeat(2000),
  'runs of blanks': ' '.repeat(3000) + 'x' + '\n'.repeat(3000) + '\t'.repeat(70) + 'y' + ' \n'.repeat(200),
  'runs of symbols and digits': '-'.repeat(3000) + '='.repeat(77) + '9'.repeat(3001),
  'words of which a part is ranked after the whole (Llama 3)':
    ' температура температуры температурах ятемпература ература виконання самостоятельно применения araştırma následující',
  'a run of Chinese': '中文字符测试数据'.repeat(300),
};

const FRAGMENTS =
  "a|b|Z|Q|é|ß|Ω|я|中|文|ひ|ー|한|ʰ|ª|ǅ|\u0301|\u0300|\u0903|0|1|9|٣|½| | |  |\t|\n|\n|\r\n|\r|\u00a0|\u3000|\u2028|\u0085|\ufeff|\v|'|'s|'S|'re|'LL|'ſ|’|/|//|.|,|!|-|_|{|}|(|)|\"|<|>|=|#|😀|👩🏽‍💻|𝔘|\ud800|\udc00|\0|\u200d|ſ|K|İ|the|ing|HTTP|get|<td>|\u001f|‿|々".split(
    '|',
  );

/** Short strings of what pre-tokenizers disagree about, and some of arbitrary Unicode. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 24 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...FRAGMENTS), fc.integer({ min: 2, max: 150 }), fc.constantFrom(...FRAGMENTS))
      .map(([unit, times, end]) => unit.repeat(times) + end),
  },
);
