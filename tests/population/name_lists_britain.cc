// Names of families from the British Isles. Common given names and surnames, written down from
// general knowledge in rough order of frequency; no list of real people was used.
#include "tests/population/names.h"

namespace tally::population {
namespace {

constexpr std::string_view kEnglishGirls =
    "Olivia Amelia Isla Ava Emily Sophia Grace Mia Poppy Ella Lily Evie Charlotte Freya Isabella "
    "Sophie Daisy Alice Florence Sienna Jessica Phoebe Willow Ruby Matilda Evelyn Elsie Rosie Ivy "
    "Chloe Millie Isabelle Harper Emilia Maisie Erin Lucy Eva Molly Layla Imogen Eliza Scarlett "
    "Hannah Holly Ellie Lola Abigail Maya Zara Bella Thea Amber Summer Lottie Penelope Darcie "
    "Jasmine Lexi Eleanor Georgia Violet Nancy Anna Orla Robyn Beatrice Martha Rose Amelie "
    "Elizabeth "
    "Hallie Heidi Bonnie Darcey Maryam Gracie Esme Mila Nora Megan Mabel Bethany Niamh Lyla Aurora "
    "Clara Edith Tilly Faith Tia Skye Iris Harriet Paige Lacey Leah Katie Aria Arabella Caitlin "
    "Annabelle Zoe Julia Ellen Hope Sara Victoria Margot Olive Hollie Lilly Rebecca Naomi Eden "
    "Francesca Lauren Madison Maria Ottilie Lara Jennifer Alexandra Samantha Natalie Rachel Amy "
    "Connie Cora Delilah Edie Ada Frankie Kayla Keira Libby Lydia Macie Mollie Nicole Pippa "
    "Primrose "
    "Quinn Seren Sadie Tabitha Tamsin Tilda Winifred Kiera Shannon Demi Courtney Chelsea Ebony "
    "Gemma "
    "Josie Kimberley Laura Louisa Marnie Melody Miley Nell Peggy Polly Sally Tegan Verity Yasmin "
    "Catherine Ann-Marie Zoë Chloé Renée";

constexpr std::string_view kEnglishBoys =
    "Oliver George Harry Jack Noah Leo Arthur Oscar Charlie Jacob Thomas Henry Freddie Alfie Theo "
    "William Archie Joshua Alexander James Isaac Lucas Edward Max Logan Finley Ethan Benjamin "
    "Teddy "
    "Samuel Harrison Joseph Sebastian Mason Adam Reggie Elijah Daniel Louie Toby Dylan Tommy Albie "
    "Hugo Roman Riley Luca Jude Bobby Ronnie Arlo Ezra Frankie Rory Jaxon Luke Reuben Carter Ralph "
    "Zachary Jenson Harvey David Frederick Albert Liam Michael Stanley Ryan Matthew Blake Rowan "
    "Grayson Louis Nathan Caleb Elliot Jayden Gabriel Ollie Elliott Tyler Jake Callum Connor Aaron "
    "Otis Ellis Hunter Rupert Felix Chester Kit Dexter Jasper Austin Milo Ted Finn Ernie Sonny Kai "
    "Cameron Brody Leon Robert Jamie Owen Ben Sidney Alex Bradley Christopher John Lewis Hudson "
    "Bodhi "
    "Corey Stefan Patrick Spencer Seth Leighton Kayden Kyle Lennox Jesse Jonathan Andrew Anthony "
    "Ashton "
    "Barnaby Billy Brandon Casper Charles Dominic Douglas Edmund Evan Ewan Fraser Gethin Hayden "
    "Ivan "
    "Jared Joel Jordan Kian Lennon Marcus Mark Myles Nathaniel Nicholas Oakley Peter Preston Ray "
    "Reece Rhys Richard Robin Scott Sean Shane Simon Stephen Timothy Tobias Vincent Warren Wilfred "
    "Zac "
    "Kieran Kye Perry Courtney Ashley Taylor Jean-Paul André";

constexpr std::string_view kEnglishSurnames =
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker "
    "White Roberts Green Hall Wood Jackson Clarke Harris Clark Turner Hill Cooper Ward Moore Baker "
    "Harrison Morris Allen King Watson Lee Martin Parker James Cook Phillips Bennett Shaw Price "
    "Griffiths Carter Davis Bailey Richardson Cox Marshall Ellis Adams Collins Chapman Webb Rogers "
    "Gray Mills Barnes Mason Knight Holmes Matthews Palmer Hunt Lloyd Butler Barker Fisher Powell "
    "Stevens Jenkins Dixon Fletcher Hughes Russell Harvey Pearson Foster Graham Simpson Reynolds "
    "Day "
    "Andrews Howard Atkinson Brooks Saunders Ford West Lawrence Payne Bradley Spencer Dawson Cole "
    "Burton Rose Rowe Hart Nicholls Gibson Francis Hawkins Perry Wells Booth Pearce Walsh Newman "
    "Osborne "
    "Webster Carr Lane Burgess Willis Chambers Cooke Parry Barrett Bird Gregory Stephenson Watts "
    "Hudson "
    "Fox Austin Sharp Sutton Gardner Bishop Warren Hancock Lowe Barton Parsons Woods Read Poole "
    "Curtis "
    "Hopkins Black Goodwin Nash Bates Farmer Holland Hodgson Potter Robson Lambert Long Dean Page "
    "Slater "
    "Freeman Archer Wilkinson Jennings Nicholson Dale Steele Rhodes Lucas Tucker Giles Higgins "
    "Reeves "
    "Cross Briggs Blackburn Thorpe Summers Frost Bull Norton Coleman Hewitt Middleton Abbott Pratt "
    "Wheeler "
    "Whitehead Hammond Charlton Hobbs Winter Sykes Dodd Gill Garner Bond Kemp Lamb Skinner Wade "
    "Baxter "
    "Pike Clements Fuller Crawford Beaumont Bolton Hood Field Horton Swift Weston Pickering "
    "Parkinson "
    "Tomlinson Greenwood Sheppard Birch Stone Fowler Cartwright Hurst Cunningham Peacock Benson "
    "Cannon "
    "Dunn Connolly Nixon Haynes Chandler Sanders Lester Moss Marsh Seymour Vaughan Talbot Wall "
    "Wilcox "
    "Holloway Barlow Hooper Denton Atkins Bryant Vincent Cullen Riley Bentley Dyer Norris Gould "
    "Rowley "
    "Leach Naylor Carpenter Ball Peters North Kaye Rees Webley Duffield Tanner Joyce Prince Dodds "
    "Nunn "
    "Coates Sellers Wyatt Hale Power Gilbert Pope Cowell Randall Savage Bowden Barber Drew Forster";

constexpr std::string_view kEnglishHeads =
    "Ash Ald Black Brad Brook Burn Chad Clay Clif Cran Cross Dal Den Dun East Ed El Fair Farn Fen "
    "Gar "
    "Good Graft Hal Har Hart Hay Hazel Hen High Hol Horn Ing Kel Kings Lang Lin Long Mar Mel Mid "
    "Mil "
    "Mort Nether New Nor Oak Old Over Pem Pres Rad Rams Red Rook Rush Sand Sax Sel Shef Shel Skel "
    "South "
    "Stan Stock Stret Sut Thorn Thur Tod Up Wal War Wat West Whit Wick Wil Win Wood Wor Wy Yar "
    "Hather "
    "Winter Summer Birken Elling Wadding Water Sander Wether Padding Tattin Billing Farring "
    "Colling Hemming";
constexpr std::string_view kEnglishTails =
    "bourne brook bury by combe cote croft dale den field ford gate ham hill hurst ley low man "
    "marsh "
    "mere more ridge shaw stead stock stone thorpe ton ward well wick wood worth smith son stow "
    "church";

// New-made forenames of English-speaking families: Jaylen, Kaylexa.
constexpr std::string_view kGirlHeads =
    "Aa Ada Ali Ame Ana Ari Be Bri Ca Cal De Dar E El Eli Em Ha Ja Jay Jo Ka Kay Kei Kia La Lei Li "
    "Lu "
    "Ly Ma Mai Mi Na Ni O Pai Ra Rae Ri Ro Sa Sha She Si So Ta Ti Ty Va Wi Ya Za Ze Zo";
constexpr std::string_view kGirlTails =
    "bella dy la lah leigh lena lia liana lina lissa lynn mara maya mia na nia niece niya ra rah "
    "rianna "
    "riel rissa rose ryn sha sia siah tasha tia veah vie ya yah yana zia";
constexpr std::string_view kBoyHeads =
    "A Ae Al Ar Bray Bren Bri Ca Cay Co Da Dar De Dra Ea El Em Fin Gra Ha Hay Ja Jac Jae Jay Jo Ka "
    "Kal "
    "Kay Ke Kei Ky La Lan Le Len Lo Ma Mal Mar Mi Na Ni O Ra Ray Re Ro Ry Sha Ta Te Tra Tre Ty Va "
    "Za Ze";
constexpr std::string_view kBoyTails =
    "bert dan den der don drian lan lem len lon mar meil min mon nan nell nis non ran ren ron rick "
    "sen "
    "sha shaun son than thon tin ton tyn van vin von xon xton yden zen";

}  // namespace

// Shares and mixing: judgement, after the spread of a Midlands city's schools. English: the rest.
std::vector<NameLists> british_names() {
  return {
      {.origin = "English",
       .share = {5050},
       .english = {0},
       .girls = kEnglishGirls,
       .boys = kEnglishBoys,
       .girl_heads = kGirlHeads,
       .girl_tails = kGirlTails,
       .boy_heads = kBoyHeads,
       .boy_tails = kBoyTails,
       .surnames = kEnglishSurnames,
       .surname_heads = kEnglishHeads,
       .surname_tails = kEnglishTails,
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {3000},
       .one_sex_surname = {0},
       .composed_forename = {900}},
      {.origin = "Scottish",
       .share = {300},
       .english = {7000},
       .girls = "Eilidh Isla Ailsa Iona Mhairi Catriona Kirsty Skye Morag Fiona Rhona Lorna Morven "
                "Mairi "
                "Shona Heather Elspeth Effie Innes Senga",
       .boys = "Callum Lewis Angus Fraser Rory Hamish Ewan Fergus Duncan Lachlan Gregor Alasdair "
               "Struan Brodie "
               "Craig Murray Iain Euan Ruaridh Cameron Keir Blair Finlay Magnus",
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames =
           "Campbell Stewart MacDonald Robertson Thomson Anderson Scott Reid Murray Ross Young "
           "Mitchell "
           "Watson Paterson Morrison Fraser McDonald Henderson Hamilton Johnston Duncan Ferguson "
           "Kerr "
           "Davidson Cameron Hunter Bell Gordon Wallace Kelly Grant MacKenzie McLean MacLeod Munro "
           "Sinclair Sutherland Gibson McKay Craig Muir Burns Docherty Cumming Lindsay Drummond "
           "Aitken "
           "Buchanan McIntyre McGregor Baird Innes Urquhart Dalgleish Galbraith Moncrieff Ogilvie",
       .surname_heads = "Mac Mc",
       .surname_tails = "Alister Aulay Bain Callum Cormick Cowan Crae Diarmid Dougall "
                        "Dowell Ewan Farlane Gillivray Ilroy Innes Kechnie Kinnon Lachlan Laren "
                        "Leish Millan Naughton "
                        "Nee Nicol Phail Pherson Quarrie Queen Ritchie Taggart Tavish Vicar "
                        "Whirter Askill Quillan Ilwraith",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {1500},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Irish",
       .share = {500},
       .english = {5500},
       .girls =
           "Niamh Aoife Saoirse Ciara Orla Caoimhe Erin Róisín Clodagh Siobhán Sinéad Maeve "
           "Aisling Fiadh "
           "Gráinne Deirdre Nuala Bríd Cara Shauna Éabha Muireann Bronagh Oonagh Sadhbh Eimear",
       .boys = "Conor Seán Liam Oisín Cian Patrick Darragh Cillian Fionn Tadhg Ciarán Rían Eoin "
               "Declan Cormac "
               "Ronan Finn Diarmuid Padraig Donnacha Lorcan Brendan Killian Shay Aidan Eamon Niall "
               "Kevin Colm",
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames =
           "Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle "
           "McCarthy "
           "Gallagher Doherty Kennedy Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly "
           "O'Connell "
           "Wilson Dunne Brennan Burke Collins Clarke Johnston Hughes O'Farrell Fitzgerald Brown "
           "Martin "
           "Maguire Nolan Flynn Thompson O'Callaghan O'Donnell Duffy Mahony Boyle Healy Shea White "
           "Sweeney "
           "Hayes Kavanagh Power McGrath Moran Brady Stewart Casey Foley Fitzpatrick O'Leary "
           "McDonnell "
           "MacMahon Donnelly Regan Donovan Burns Flanagan Mullan Barry Kane Robinson Cunningham "
           "Griffin "
           "Kenny Sheehan Ward Whelan Lyons Reid Graham Higgins Cullen Keane Maher McKenna Bell "
           "Scott Hogan "
           "O'Keeffe Magee McNamara McDonald McDermott Moloney O'Rourke Buckley O'Dwyer Ó_Briain",
       .surname_heads = "O' Mc O' Mac",
       .surname_tails = "Hara Gara Hanlon Toole Dowd Shaughnessy Halloran Hagan "
                        "Grady Flaherty Meara Driscoll Malley Riordan Cabe Cann Clelland Elroy "
                        "Fadden Gann Geown "
                        "Ginley Glynn Guinness Hale Hugh Ilhenny Kiernan Manus Menamin Nally Nulty "
                        "Parland Quaid Shane",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {1200},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Welsh",
       .share = {250},
       .english = {6000},
       .girls = "Seren Ffion Cerys Megan Carys Nia Efa Mali Catrin Rhiannon Bethan Eira Lowri Alys "
                "Elin Gwen "
                "Angharad Sian Mared Tegan Siân Nerys Cadi Heledd Llinos",
       .boys = "Dylan Rhys Osian Evan Jac Tomos Gruff Macsen Ioan Ifan Gethin Iestyn Owain Gareth "
               "Huw Dafydd "
               "Cai Harri Steffan Emyr Aled Llewelyn Geraint Idris Twm",
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Jones Williams Davies Evans Thomas Roberts Lewis Hughes Morgan Griffiths "
                   "Edwards Owen James "
                   "Rees Morris Price Richards Phillips Lloyd Jenkins Parry Powell Harris Watkins "
                   "John Howells "
                   "Bowen Llewellyn Pritchard Vaughan Hopkins Humphreys Bevan Probert Ellis Pugh "
                   "Prosser Gwynne "
                   "Meredith Treharne ap_Rhys Cadwallader Maddocks Penry Trevor Wynne",
       .surname_heads = "",
       .surname_tails = "",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {0},
       .one_sex_surname = {0},
       .composed_forename = {0}},
  };
}

}  // namespace tally::population
