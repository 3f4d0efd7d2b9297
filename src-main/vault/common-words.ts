/** What people choose first: the words passphrases are guessed with. Lower case, letters only unless they are always written so. */

/** Words that stand alone or with digits behind them in lists of guessed passphrases. */
export const COMMON_WORDS: readonly string[] = `
password passwort passphrase pass word passwd pwd secret letmein let me in welcome admin administrator root user login
logon guest test testing tester default changeme change master access system computer laptop internet office school
schools academy academies college trust primary junior infant secondary sixth form teacher teachers teaching staff head
headteacher pupil pupils student students learner learners class classroom lesson homework education learning governor
governors safeguarding safeguard safety policy policies consent trustward online device devices phone phones photo
qwerty qwertz azerty asdf zxcv qazwsx
monkey dragon football rugby cricket tennis baseball basketball hockey soccer golf swimming running
liverpool chelsea arsenal everton tottenham spurs manchester united city rangers celtic leeds villa newcastle derby
sheffield rotherham nottingham leicester birmingham london england english britain british scotland wales ireland
yorkshire derbyshire europe america
love loves lover iloveyou you sunshine princess prince queen king angel baby babygirl honey sweet sweetie darling
beautiful lovely family mother father mummy daddy mum dad sister brother friend friends forever always happy smile
flower flowers rose lily daisy violet poppy jasmine butterfly rainbow star stars moon sun sunny sky blue red green black
white yellow orange purple pink silver gold golden diamond crystal
summer winter spring autumn january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday christmas easter holiday holidays birthday weekend morning
evening night today tomorrow year month week day time
dog dogs cat cats kitty puppy horse tiger lion eagle bear wolf fox rabbit hamster fish bird monkey elephant panda
buster charlie max molly bella poppy coco daisy oscar alfie teddy rosie ruby millie lola tilly barney jasper
michael thomas james robert william david richard joseph charles daniel matthew andrew joshua george jack harry oliver
noah leo arthur henry freddie theodore jacob samuel benjamin alexander edward adam ryan luke nathan liam aaron
mary emma olivia amelia isla ava ivy freya florence willow emily sophie jessica charlotte lucy grace chloe hannah sarah
laura rebecca rachel elizabeth victoria alice anna kate katie jennifer nicole michelle amanda samantha ashley
superman batman spiderman starwars pokemon minecraft fortnite nintendo playstation xbox hello world hellothere goodbye
freedom whatever trustno trustnoone shadow killer hunter ninja phoenix ranger thunder magic wizard potter harrypotter
gandalf matrix google facebook instagram youtube microsoft windows apple android samsung amazon netflix
chocolate cheese coffee cookie banana cherry peach pepper ginger sugar chicken pizza pasta butter bread
money cash bank business company work home house garden kitchen garage car cars ferrari porsche mustang bmw mercedes
the and for are but not one two three four five six seven eight nine ten my our your this that with from have is it
first last new old big good best strong safe secure security private public number please thank thanks yes
correct horse battery staple
`
  .split(/\s+/)
  .filter((word) => word.length >= 3)

/** Whole phrases that pass for long but head every list, letters only. */
export const COMMON_PHRASES: readonly string[] = [
  'correcthorsebatterystaple',
  'thequickbrownfox',
  'thequickbrownfoxjumpsoverthelazydog',
  'maytheforcebewithyou',
  'tobeornottobe',
  'tobeornottobethatisthequestion',
  'onceuponatime',
  'inthebeginning',
  'rosesareredvioletsareblue',
  'youneverwalkalone',
  'youllneverwalkalone',
  'godsavethequeen',
  'godsavetheking',
  'keepcalmandcarryon',
  'iloveyouforever',
  'passwordpassword',
  'thisismypassword',
  'thisisapassword',
  'mypasswordis',
  'letmeinletmein',
  'nevergonnagiveyouup',
  'happybirthdaytoyou',
  'oncebittentwiceshy',
  'twinkletwinklelittlestar',
  'humptydumptysatonawall',
  'winteriscoming',
  'openthepodbaydoors',
  'itwasadarkandstormynight',
  'practisewhatyoupreach',
]
