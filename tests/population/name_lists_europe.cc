// Names of families from eastern Europe, as the lists of name_lists_britain.cc.
#include "tests/population/names.h"

namespace tally::population {
namespace {

constexpr std::string_view kPolishGirls =
    "Zuzanna Julia Maja Zofia Hanna Lena Alicja Maria Oliwia Amelia Aleksandra Wiktoria Natalia "
    "Antonina Emilia Laura "
    "Nikola Gabriela Kornelia Michalina Małgorzata Łucja Weronika Kinga Martyna Nadia Róża Iga "
    "Milena Agnieszka "
    "Magdalena Karolina Patrycja Dominika Sandra Kamila Wanessa Elżbieta";

constexpr std::string_view kPolishBoys =
    "Jakub Antoni Szymon Jan Filip Franciszek Aleksander Mikołaj Wojciech Kacper Adam Michał "
    "Marcel Stanisław Wiktor "
    "Piotr Nikodem Igor Leon Dawid Oskar Maciej Bartosz Łukasz Krzysztof Dominik Fabian Hubert "
    "Karol Kamil Mateusz "
    "Oliwier Patryk Sebastian Tomasz Grzegorz Paweł Błażej";

constexpr std::string_view kRomanianGirls =
    "Maria Andreea Ioana Sofia Elena Alexandra Daria Ștefania Antonia Gabriela Bianca Denisa "
    "Larisa Ana Eva Ilinca "
    "Mălina Raluca Roxana Sânziana Teodora Anastasia Briana Casiana Delia Florentina Izabela "
    "Nicoleta Patricia Rebeca "
    "Bogdana Crina Esmeralda Ioana-Maria";

constexpr std::string_view kRomanianBoys =
    "Andrei Ștefan David Alexandru Ionuț Mihai Matei Luca Gabriel Cristian Darius Eduard Florin "
    "Rareș Robert Vlad "
    "Bogdan Cosmin Cătălin Denis Dragoș George Ian Ilie Iustin Marian Nicolae Patrick Radu Raul "
    "Răzvan Sorin Tudor "
    "Valentin Marius Adelin Samuel-David";

constexpr std::string_view kUkrainianGirls =
    "Sofiia Anna Mariia Veronika Solomiia Zlata Daryna Viktoriia Polina Yelyzaveta Oleksandra "
    "Kateryna Anastasiia Yeva "
    "Khrystyna Nadiia Oksana Olena Iryna Tetiana Yuliia Bohdana Myroslava Kira Diana";

constexpr std::string_view kUkrainianBoys =
    "Maksym Oleksandr Artem Dmytro Matvii Nazar Tymofii Ivan Bohdan Danylo Mykhailo Andrii "
    "Vladyslav Yehor Kyrylo Denys "
    "Illia Roman Oleh Serhii Taras Volodymyr Yaroslav Mykola Ostap";

}  // namespace

std::vector<NameLists> european_names() {
  return {
      {.origin = "Polish",
       .share = {350},
       .english = {1500},
       .girls = kPolishGirls,
       .boys = kPolishBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński "
                   "Szymański Woźniak "
                   "Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk "
                   "Kaczmarek Piotrowski Grabowski "
                   "Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski "
                   "Olszewski Stępień "
                   "Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski Witkowski Walczak "
                   "Sikora Baran Rutkowski",
       .surname_heads =
           "Bara Bole Borow Brzez Chmiel Czar Dob Gaj Głow Janusz Jasi Kali Klim Koń Kru Lis Łap "
           "Maci Niedź "
           "Orł Pias Przyby Rado Rogal Sado Sos Stach Świder Tom Urba Wasi Wil Zaw Żur",
       .surname_tails =
           "cki czak czyk ecki ewicz ewski iński kiewicz now nowski owicz owski szewski ak ek",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {3500},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Romanian",
       .share = {350},
       .english = {1500},
       .girls = kRomanianGirls,
       .boys = kRomanianBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Popa Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu "
                   "Constantin Marin Mihai "
                   "Florea Munteanu Lazăr Dinu Tudor Moldovan Ilie Ene Barbu Cristea Neagu Oprea "
                   "Bălan Șerban Țepeș Voicu "
                   "Dragomir Nistor Preda Sandu Toma Ungureanu Vasile Zamfir Costache Covaci",
       .surname_heads = "Andri Anto Bog Bră Cal Căli Cri Dobr Dră Fil Gavri Grigo Iliu Lup Mano "
                        "Nicul Păun Petr Roma Sava "
                        "Simi Ste Teod Vlă Zaha",
       .surname_tails = "escu eanu anu ache iu oiu aru uța ean ici dan nescu lescu",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {3000},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Ukrainian",
       .share = {150},
       .english = {500},
       .girls = kUkrainianGirls,
       .boys = kUkrainianBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Melnyk Shevchenko Boiko Kovalenko Bondarenko Tkachenko Kovalchuk Kravchenko "
                   "Oliinyk Shevchuk Koval "
                   "Polishchuk Bondar Tkachuk Moroz Marchenko Lysenko Rudenko Savchenko Petrenko "
                   "Kravets Klymenko "
                   "Khomenko Zubenko Lytvyn Pavlenko Ponomarenko Vasylenko Voloshyn Yurchenko",
       .surname_heads = "Andri Bila Bohda Chorno Danyl Hry Hol Ivan Kyry Luka Lob Maks Naza Osta "
                        "Pana Roma Sydo Tara Vasy Yako Zah",
       .surname_tails = "chenko chuk enko iuk lenko nyk renko skyi tenko vets vych shyn",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {3500},
       .one_sex_surname = {0},
       .composed_forename = {0}},
  };
}

}  // namespace tally::population
