"""Shapes of prompts outside, with places for any English word: so that no single word, and no shape, means that Pocket is asked.

{x} is any word, {y} two or three of them, {X} a name, {n} a number.
"""

ASKED = """
How do I {x} the {y}?|How can I {x} my {y}?|How should we {x} {y}?|How much {x} does the {y} need?|How many {x}s are in a {y}?|How long does {y} last?|
How often should I {x} the {y}?|How far is the {x} from the {y}?|How tall is {X}?|How old was {X}?|How deep is the {x}?|How heavy is a {y}?|How fast is a {x}?|
What is the best {x} for my {y}?|What should I {x} for the {y}?|What colour should the {x} be?|What can I {x} with {y}?|What happened to {X}?|What do {x}s {y}?|
What goes with {y}?|What did {X} say about the {x}?|What do you think about {y}?|What's your opinion on {x}?|What is the fastest way to {y}?|What rhymes with {x}?|
What are three {y} that I can {x}?|What if the {x} is too {y}?|What is the {x} of {X}?|What is wrong with my {y}?|What size of {x} fits a {y}?|What is {n} {x} in {y}?|
Where can I find {y}?|Where is the {x}?|Where do {x}s come from?|Where was {X} born?|Where should I {x} my {y}?|Where did the {y} go?|Where is {X}?|
When is {X}?|When did {X} {x}?|When should I {x} the {y}?|When will the {y} be over?|When was the {x} invented?|When do {x}s {y}?|
Who is {X}?|Who was {X}?|Who {x} the {y}?|Who was the first to {x} a {y}?|Who won the {x}?|Who is the {x} of {X}?|Who played the {x} in {X}?|Who sings {y}?|
Why is my {x} {y}?|Why does the {x} {y}?|Why did {X} {x}?|Why are {x}s so {y}?|Why do I {x} after {y}?|Why can't I {x} the {y}?|Why was {X} {y}?|Why is the {x} {y}?|
Which {x} is the {y}?|Which {x} should I {y}?|Which of these is {y}: {x}, {x}, {x}?|Which is better, {x} or {y}?|Which country has the most {x}?|Which {x} has {n} {y}?|
Is it {x} to {y}?|Is the {x} {y}?|Is there a {x} in {X}?|Is {X} {y}?|Is it safe to {x} {y}?|Are {x}s {y}?|Are there {y} in the {x}?|Am I {x}?|Was {X} a {y}?|
Do {x}s {y}?|Do I need a {x} for {y}?|Do you have a {y}?|Do you know a good {x} in {X}?|Does the {x} {y}?|Does {X} {x}?|Did {X} {x} the {y}?|Did you {x}?|
Can I {x} the {y}?|Can you {x} my {y}?|Can a {x} {y}?|Can we {x} in {X}?|Could you {x} this {y} for me?|Could I {x} {n} {y}?|Would you {x} a {y}?|Will it {x}?|
Will {X} {x} the {y}?|Should I {x} or {y}?|Should we {x} {X}?|May I {x}?|Have you ever {x} a {y}?|Has {X} {x}?|Would a {x} {y}?|Must the {x} be {y}?|
I need to {x} the {y} before {X}. Any ideas?|My {x} is {y}, what now?|The {x} won't {y}, what can I do?|There is a {x} in my {y}, help!|What a {y}!|
""".replace('|\n', '|').strip().strip('|').split('|')

TOLD = """
Write a {y} about {x}.|Write me a {x} for {X}|Write {n} lines on {y}|Write a {x} that is {y}|Write an apology to {X} for the {x}|Write down a {y}|
Draft a {x} to my {y}|Draft a speech about {y}|Compose a {x} for the {y}|Create a {y} with {n} {x}|Create a plan to {x} {y}|Make me a {x}|Make a list of {y}|
Make this {y} more {x}: {y} {y}|Suggest a {x} for {y}|Suggest {n} names for a {x}|Recommend a {y}|Recommend a book on {x}|Give me {n} {x} about {y}|
Give me a {x} of {y}|Give me tips to {x} a {y}|List {n} {y}|List all {x} in {X}|Name {n} {x}s|Name a {y} from {X}|Find a {x} near {X}|Find the {x} in "{y} {y}"|
Find me a {y}|Tell me a {y}|Tell me about {X}|Tell me about my {x}|Tell {X} that the {x} is {y}|Tell me how to {x} a {y}|Show me a {y}|Show me how to {x} {y}|
Show the {x} of {X}|Explain how to {x} a {y}|Explain the plot of {y}|Explain why the {x} is {y}|Describe a {y} in {n} words|Describe the {x} of {X}|
Summarize {y} by {X}|Summarize the {x} of the {y}|Outline a {x} about {y}|Rewrite "{y} {y}" as a {x}|Rephrase: the {x} is {y}|Paraphrase "{y} {y} {y}"|
Correct this: {y} {y} {y}|Check my {x}: {y} {y}|Proofread "the {x} {y} the {x}"|Shorten this: {y} {y} {y} {y}|Continue: the {x} was {y} and|Finish the sentence: a {x} is|
Translate "the {x} is {y}" into {X}|Translate {y} to French|Convert {n} {x} into {y}|Count the {x} in {y} {y}|Sort these: {x}, {x}, {x}, {x}|Sort {y} by {x}|
Plan a {y} for {n} people|Plan my {x}|Organize a {x} in {X}|Book a {x} for {n}|Order {n} {y}|Buy {y}|Play {y}|Play some {x}|Open the {x}|Close the {y}|Turn on the {x}|
Remind me of the {y}|Remind me to {x} the {y}|Call {X}|Send a {x} to {X}|Draw a {y}|Draw the {x} of {X}|Paint a {x} {y}|Sing about {y}|Imagine a {y}|Pretend to be a {x}|
Act as a {y}|You are a {x}. {y}?|Invent a {x}|Design a {y} for {X}|Build a {x} with {y}|Generate a {y}|Generate {n} random {x}s|Generate an image of a {y}|
Set the {x} to {n}|Calculate the {x} of {n} {y}|Estimate the {x} of {X}|Solve this riddle: {y} {x} {y}|Guess the {x}|Compare my {x} with the {y} from {X}|Review my {x}|
Help me {x} the {y}|Help me with my {x}|Help me choose a {y}|Help, my {x} {y}|Teach me to {x}|Teach me {y}|Let us {x}|Let's {x} about {y}|Please {x} the {y}|
Do not {x} the {y}|Stop the {x}|Change the {x} of my {y} to {x}|Add a {x} to the {y}|Remove {y} from {x}|Replace {x} by {x} in {y} {y}|Format this {x}: {y}|
""".replace('|\n', '|').strip().strip('|').split('|')

SAID = """
I {x} my {y} yesterday|I {x} the {y} and now it {x}|I am {y}|I feel {x} today|I can't {x} my {y}|I don't want to {x}|I have {n} {x} and a {y}|I have a {x} in my {y}|
I love {y}|I hate {x}s|I lost my {y}|I think {X} is {x}|I want to {x} {X}|I want a {y}|I would like to {x} {y}|I'm {x} of {y}|I'm going to {X} next {x}|I just {x} a {y}|
I was {x} when the {y} {x}|I need {n} {y}|I need a {x} {y} by tomorrow|I used to {x}|I never {x} {y}|My {x} {y} the {x}|My {x} hurts|My {x} is {n} years old|My {y} doesn't {x}|
My neighbour {x} my {y}|My {x} wants to {y}|My boss {x} the {y}|Our {x} is {y}|Our {y} needs a {x}|We {x} the {y} on Monday|We are {n} {x}s and {y}|We went to {X}|
The {x} is {y}|The {x} {y} in the {x}|The {y} was {x} by {X}|The {x} of the {y} is {x} today|The {y} costs {n}|The {x} keeps {y}|The {x} from {X} has {y}|The old {x} {y}, and nobody {x}|
There is no {x}|There are {n} {x} in the {y}|This {x} is {y}|This is a {y}|That {x} {y}|It is {y}|It {x} like {y}|He {x} the {y}|She {x} a {y} for {X}|They {x} {y}|
Everybody {x} the {y}|Nobody {x}|Somebody {x} my {y}|{X} is {y}|{X} and {X} {x} a {y}|{X} has {n} {x}|{X}, {X} and {X}|{X} {x} the {y} in {X}|{X} was a {x}|
Dear {X}, the {x} is {y}. Please {x} the {y}. Regards, {X}|Hi {X}, can we {x} at {n}? I {x} the {y}.|Hello {X}, thank you for the {y}. We {x} {n} {x}.|
{y}|{y} {x}|{x}|{x} {x}|{y} in {X}|{y} {X}|{x} near me|best {y}|cheap {x}|{x} for {y}|how to {x} {y}|how to {x}|{x} tips|{x} recipe|{y} reviews|{x} {n}|buy {x}|{X} {x}|
{X} weather|{X} news|{X} {n}|{X} vs {X}|{x} vs {x}|{x} near {X}|{x} of {X}|{X} biography|define my {x} plan|why {x}|when {y}|where {x}|who {x}|{x} or {x}|{x}? {y}!|
""".replace('|\n', '|').strip().strip('|').split('|')

# Languages: a sentence or word order of its own is not needed, their small words give them away. {x} is any of their words.
TONGUE_WORDS = [line.split() for line in """
der die das und ist nicht ich du wir sie ein eine mit für auf von zu wie was wo wann warum kann kannst muss mein dein heute morgen gestern haus wasser zeit leben arbeit essen gehen machen schön groß klein gut schlecht bitte danke straße zug brief kind frage antwort schreib erzähl gib mir zeig hilf über ohne zwischen immer noch schon sehr viel
le la les et est ne pas je tu nous vous ils un une avec pour sur de à comment quoi où quand pourquoi peux peut dois mon ton aujourd'hui demain hier maison eau temps vie travail manger aller faire beau grand petit bon mauvais merci rue train lettre enfant question réponse écris raconte donne moi montre aide sans entre toujours encore déjà très beaucoup ça c'est qu'il l'heure
el la los y es no yo tú nosotros ellos un una con para sobre de a cómo qué dónde cuándo por porque puedo puedes debo mi tu hoy mañana ayer casa agua tiempo vida trabajo comer ir hacer bonito grande pequeño bueno malo gracias calle tren carta niño pregunta respuesta escribe cuenta dame muestra ayuda sin entre siempre todavía ya muy mucho está estás
il lo la gli e è non io tu noi voi un una con per su di a come cosa dove quando perché posso puoi devo mio tuo oggi domani ieri casa acqua tempo vita lavoro mangiare andare fare bello grande piccolo buono cattivo grazie strada treno lettera bambino domanda risposta scrivi racconta dammi mostra aiuto senza tra sempre ancora già molto sono della
o a os e é não eu tu nós eles um uma com para sobre de como que onde quando porquê posso podes devo meu teu hoje amanhã ontem casa água tempo vida trabalho comer ir fazer bonito grande pequeno bom mau obrigado rua comboio carta criança pergunta resposta escreve conta dá mostra ajuda sem entre sempre ainda já muito está são da no
de het een en is niet ik jij wij zij met voor op van naar hoe wat waar wanneer waarom kan kun moet mijn jouw vandaag morgen gisteren huis water tijd leven werk eten gaan maken mooi groot klein goed slecht bedankt straat brief kind vraag antwoord schrijf vertel geef laat help over zonder tussen altijd nog al heel veel
og er ikke jeg du vi de en et med for på av til hvordan hva hvor når hvorfor kan må min din i dag morgen går hus vann tid liv arbeid spise gå gjøre vakker stor liten god dårlig takk gate tog brev barn spørsmål svar skriv fortell gi vis hjelp uten mellom alltid ennå veldig mye
och är inte jag du vi de en ett med för på av till hur vad var när varför kan måste min din idag imorgon igår hus vatten tid liv arbete äta gå göra vacker stor liten bra dålig tack gata tåg brev barn fråga svar skriv berätta ge visa hjälp utan mellan alltid ännu mycket
ja on ei minä sinä me he kanssa varten päällä miten mikä missä milloin miksi voi voin täytyy minun sinun tänään huomenna eilen talo vesi aika elämä työ syödä mennä tehdä kaunis suuri pieni hyvä huono kiitos katu juna kirje lapsi kysymys vastaus kirjoita kerro anna näytä auta ilman välissä aina vielä hyvin paljon olen mitä kuka
i jest nie ja ty my oni z dla na od do jak co gdzie kiedy dlaczego mogę możesz muszę mój twój dziś wczoraj dom woda czas życie praca jeść iść robić piękny duży mały dobry zły dziękuję ulica pociąg list dziecko pytanie odpowiedź napisz opowiedz daj pokaż pomóż bez między zawsze jeszcze już bardzo dużo się czy
a je není já ty my oni s pro na od do jak co kde kdy proč mohu můžeš musím můj tvůj dnes zítra včera dům voda čas život práce jíst jít dělat krásný velký malý dobrý špatný děkuji ulice vlak dopis dítě otázka odpověď napiš řekni dej ukaž pomoz bez mezi vždy ještě už velmi mnoho se jsem
és van nem én te mi ők egy val számára hogyan mi hol mikor miért tudok tudsz kell az én ma holnap tegnap ház víz idő élet munka enni menni csinálni szép nagy kicsi jó rossz köszönöm utca vonat levél gyerek kérdés válasz írj mondj adj mutass segíts nélkül között mindig még már nagyon sok hogy
și este nu eu tu noi ei un o cu pentru pe de la cum ce unde când de ce pot poți trebuie meu tău azi mâine ieri casă apă timp viață muncă mânca merge face frumos mare mic bun rău mulțumesc stradă tren scrisoare copil întrebare răspuns scrie spune dă arată ajută fără între mereu încă deja foarte mult sunt
ve bir değil ben sen biz onlar ile için üzerinde nasıl ne nerede neden yapabilir mı mi benim senin bugün yarın dün ev su zaman hayat iş yemek gitmek yapmak güzel büyük küçük iyi kötü teşekkürler sokak tren mektup çocuk soru cevap yaz anlat ver göster yardım olmadan arasında her hala çok var
và là không tôi bạn chúng họ một với cho trên của đến như thế nào gì ở đâu khi tại sao có thể phải hôm nay ngày mai qua nhà nước thời gian cuộc sống làm việc ăn đi đẹp lớn nhỏ tốt xấu cảm ơn đường tàu thư trẻ câu hỏi trả lời viết kể cho xem giúp
dan adalah tidak saya kamu kami mereka sebuah dengan untuk di dari ke bagaimana apa dimana kapan mengapa bisa harus hari ini besok kemarin rumah air waktu hidup kerja makan pergi membuat indah besar kecil baik buruk terima kasih jalan kereta surat anak pertanyaan jawaban tulis ceritakan beri tunjukkan bantu tanpa antara selalu masih sangat banyak
na ni si mimi wewe sisi wao moja kwa juu ya jinsi nini wapi lini kwa nini naweza lazima yangu yako leo kesho jana nyumba maji wakati maisha kazi kula kwenda kufanya nzuri kubwa ndogo mbaya asante barabara treni barua mtoto swali jibu andika sema nipe onyesha saidia bila kati daima bado sana mengi
et est non ego tu nos illi cum pro super de ad quomodo quid ubi quando cur possum potes debeo meus tuus hodie cras heri domus aqua tempus vita labor edere ire facere pulcher magnus parvus bonus malus gratias via epistula puer quaestio responsum scribe narra da monstra adiuva sine inter semper adhuc iam valde multum
""".strip().split('\n')]

# Scripts that no question inside is written in: first and last letter.
SCRIPTS = [(0x430, 0x44f), (0x430, 0x44f), (0x3b1, 0x3c9), (0x5d0, 0x5ea), (0x627, 0x64a), (0x627, 0x64a), (0x905, 0x939), (0x995, 0x9b9), (0xe01, 0xe2e),
           (0x3041, 0x3093), (0x30a1, 0x30f3), (0x4e00, 0x6fff), (0x4e00, 0x9000), (0xac00, 0xd7a3), (0x10d0, 0x10f0), (0x561, 0x586), (0xb85, 0xbb9)]
SPACELESS = 0x3000


def script_sentence(rng):
    """Letters of another script: nobody reads it, but its bytes are such as people write."""
    first, last = rng.choice(SCRIPTS)
    letters = [chr(rng.randrange(first, last + 1)) for _ in range(rng.randrange(8, 40))]
    word = lambda: ''.join(rng.choice(letters) for _ in range(rng.randrange(1, 9)))
    gap = '' if first > SPACELESS and first < 0xac00 else ' '
    end = '？。!' if gap == '' else '?.!'
    return gap.join(word() for _ in range(rng.randrange(1, 10))) + rng.choice([*end, '?', ''])


def tongue_sentence(rng):
    own = rng.choice(TONGUE_WORDS)
    made = [rng.choice(own) for _ in range(rng.randrange(2, 11))]
    text = ' '.join(made)
    return (text[0].upper() + text[1:] if rng.random() < 0.7 else text) + rng.choice(['?', '.', '', ' ?', '!'])
