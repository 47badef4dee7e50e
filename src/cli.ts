/** The command line: `dalil ask | chat | knowledge … | bench … | manifest | doctor`. */
import { Command, Option } from 'commander';
import { sayError } from './commands/say.ts';
import { loadConfig } from './config.ts';
import { LANGUAGES } from './contracts/language.ts';
import { AUTHORITIES } from './contracts/passage.ts';

const program = new Command('dalil')
  .description('Sourced answers on referral, protection in mixed movements and counter-trafficking practice.')
  .showHelpAfterError('(dalil --help lists the commands)');

const language = () => new Option('--lang <language>', 'language of the question').choices([...LANGUAGES]);

program
  .command('ask [question]')
  .description('answer one question, or every line of a file')
  .addOption(language())
  .option('--json', 'print JSON')
  .option('--batch <file>', 'a file with one JSON question a line: {"id","question","language?","after?"}')
  .action(async (question, options) => (await import('./commands/ask.ts')).runAsk(loadConfig(), question, options));

program
  .command('chat')
  .description('talk in the terminal')
  .action(async () => (await import('./commands/chat.ts')).runChat(loadConfig()));

const knowledge = program.command('knowledge').description('what Dalil knows');
knowledge
  .command('refresh')
  .description('read the documents, build a new version of the index and make it live')
  .action(async () => (await import('./commands/knowledge.ts')).runRefresh(loadConfig()));
knowledge
  .command('status')
  .description('what is live and what can be gone back to')
  .action(async () => (await import('./commands/knowledge.ts')).runStatus(loadConfig()));
knowledge
  .command('check')
  .description('read every document and say what is wrong, without building anything')
  .action(async () => (await import('./commands/knowledge.ts')).runCheck(loadConfig()));
knowledge
  .command('rollback')
  .description('go back one version')
  .action(async () => (await import('./commands/knowledge.ts')).runRollback(loadConfig()));
knowledge
  .command('add <file>')
  .description('copy a document in and refresh; asks for what is not given')
  .option('--title <title>', 'what the document is about')
  .option('--language <language>', `one of ${LANGUAGES.join(', ')}`)
  .option('--authority <authority>', `one of ${AUTHORITIES.join(', ')}`)
  .option(
    '--country <code>',
    'the country it is about, such as TN; again for another one; none for international material',
    (code: string, codes: string[] = []) => [...codes, code],
  )
  .option('--as-of <date>', 'when the content was true: 2024, 2024-09 or 2024-09-30')
  .option('--source-url <url>', 'where the document can be found')
  .option('--key <key>', 'its name, shared by its translations; made from the title when left out')
  .action(async (file, options) => (await import('./commands/knowledge.ts')).runAdd(loadConfig(), file, options));
knowledge
  .command('drafts')
  .description('answers of focal points that wait for a decision')
  .action(async () => (await import('./commands/knowledge-drafts.ts')).runDrafts(loadConfig()));
knowledge
  .command('approve <ids...>')
  .description('make answers of focal points part of what Dalil knows, and refresh')
  .option('--expires <day>', 'the last day they may be used, such as 2027-05-28; their own when left out')
  .action(async (ids, options) =>
    (await import('./commands/knowledge-drafts.ts')).runApprove(loadConfig(), ids, options.expires),
  );
knowledge
  .command('reject <ids...>')
  .description('decide that answers of focal points do not become knowledge')
  .action(async (ids) => (await import('./commands/knowledge-drafts.ts')).runReject(loadConfig(), ids));

program
  .command('quiz')
  .description('the quizzes of the trainings')
  .command('check')
  .description('read every quiz and say what is wrong, with file and line')
  .action(async () => (await import('./commands/quiz.ts')).runQuizCheck(loadConfig()));

const training = program.command('training').description('trainings, their figures, and questions to decide on');
training
  .command('list')
  .description('every training, the newest first')
  .action(async () => (await import('./commands/training.ts')).runList(loadConfig()));
training
  .command('create')
  .description('create a training that people join with its code')
  .requiredOption('--name <name>', 'what it is called')
  .requiredOption('--place <place>', 'where it takes place')
  .requiredOption('--from <day>', 'its first day, such as 2026-05-28')
  .option('--to <day>', 'its last day; the first day when left out', '')
  .option('--country <code>', 'the country, such as TN')
  .option('--modules <keys>', 'keys of modules with commas between, or all', 'all')
  .addOption(language().default('en'))
  .option('--code <code>', 'the code to join it; made from country and month when left out', '')
  .action(async (options) => (await import('./commands/training.ts')).runCreate(loadConfig(), options));
training
  .command('report [event]')
  .description('the figures of one training, or of everything')
  .option('--csv <file>', 'write them as CSV')
  .option('--xlsx <file>', 'write them as a workbook')
  .option('--json', 'print JSON')
  .option('--link', 'print a link that opens the report page once, within 15 minutes')
  .addOption(language().default('en'))
  .action(async (event, options) => (await import('./commands/training.ts')).runReport(loadConfig(), event, options));
training
  .command('items')
  .description('questions that are suspended or were called wrong')
  .action(async () => (await import('./commands/training.ts')).runItems(loadConfig()));
training
  .command('decide <module> <item>')
  .description('decide on a question')
  .addOption(new Option('--as <decision>', 'what becomes of it').choices(['asked', 'withdrawn']).makeOptionMandatory())
  .action(async (module, item, options) =>
    (await import('./commands/training.ts')).runDecide(loadConfig(), module, item, options.as === 'asked'),
  );

const bench = program.command('bench').description('measure');
bench
  .command('retrieval')
  .description('index any corpus in a temporary folder and measure what the search finds')
  .requiredOption('--corpus <file>', 'JSON lines {id, lang, title, text}')
  .requiredOption('--queries <file>', 'JSON lines {id, lang, docLang?, text, relevant[]}')
  .option('--json', 'print JSON')
  .action(async (options) => (await import('./commands/bench-retrieval.ts')).runBenchRetrieval(loadConfig(), options));
bench
  .command('answerability')
  .description('measure how well answerable questions are told from unanswerable ones (AUROC of the answer check)')
  .requiredOption('--corpus <file>', 'JSON lines {id, lang, title, text, article?}')
  .requiredOption('--queries <file>', 'JSON lines {id, lang, text, relevant[], answerable}')
  .option('--leave-out', 'leave half of the articles out of the index: which questions are on those?')
  .option('--json', 'print JSON')
  .action(async (options) =>
    (await import('./commands/bench-answerability.ts')).runBenchAnswerability(loadConfig(), options),
  );
bench
  .command('answers')
  .description('put the golden questions to the live index and measure the answers')
  .option('--golden <folder>', 'a folder with golden questions; those of the knowledge folder when left out')
  .option('--split <split>', 'only the questions of this split')
  .option('--json', 'print JSON')
  .option('--verbose', 'print every question that went wrong')
  .option('--no-across', 'leave out what is found of English-only documents, which indexes them anew')
  .option('--no-record', 'do not add the table to test/bench/results')
  .action(async (options) => (await import('./commands/bench-answers.ts')).runBenchAnswers(loadConfig(), options));

program
  .command('manifest [file]')
  .description('write the Teams app package, to be uploaded to Teams; dalil-teams.zip here when no file is named')
  .action(async (file) => (await import('./commands/manifest.ts')).runManifest(loadConfig(), file));

program
  .command('doctor')
  .description('what is configured, what is missing, what to do')
  .action(async () => (await import('./commands/doctor.ts')).runDoctor(loadConfig()));

try {
  await program.parseAsync();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
