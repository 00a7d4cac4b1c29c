// What Gemini CLI brings itself: counted from the program of the version below, which `npm run check:agents` runs. Its texts are not kept here.

export const geminiVersion = '0.61.0';
