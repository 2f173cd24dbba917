#include "tests/population/variants.h"

#include <map>
#include <vector>

#include "tests/population/letters.h"

namespace tally::population {
namespace {

// Names and their short forms: one name on each line, separated by "/".
constexpr std::string_view kShortForms =
    "Abigail Abi Abbie/Adam Ad/Aleksandra Ola/Alexander Alex Xander Sandy/Alexandra Alex Lexi "
    "Sasha/Alexandru Alex/"
    "Amelia Millie Amy/Andrew Andy Drew/Anastasiia Nastia/Annabelle Bella Anna/Anthony Tony/Archie "
    "Arch/Arthur Art/"
    "Benjamin Ben Benji/Bethany Beth/Bradley Brad/Callum Cal/Cameron Cam/Catherine Cathy "
    "Kate/Charles Charlie/"
    "Charlotte Lottie Charlie/Christopher Chris Kit/Connor Con/Daniel Dan Danny/David Dave "
    "Davy/Dmytro Dima/"
    "Dominic Dom/Edward Ed Eddie Ted/Eleanor Ellie Nell/Elizabeth Lizzie Beth Liz Eliza/Emily Em "
    "Millie/Emmanuel Manny/"
    "Evelyn Evie/Ezekiel Zeke/Francesca Fran Frankie/Frederick Fred Freddie/Gabriel Gabe/Gabriela "
    "Gabi/Georgia Georgie/"
    "Grzegorz Greg/Gurpreet Guri/Harriet Hattie/Harrison Harry/Henry Harry/Imogen Immy/Isabella "
    "Bella Izzy/"
    "Isabelle Izzy Belle/Jacob Jake/Jakub Kuba/James Jamie Jim/Jasmine Jas/Jessica Jess "
    "Jessie/Jonathan Jon Jonny/"
    "Joseph Joe Joey/Joshua Josh/Joyce Joy/Kateryna Katia/Katie Kate/Krzysztof Krzys/Lauren "
    "Lau/Louis Lou/Lucas Luke/"
    "Madison Maddie/Małgorzata Gosia/Margaret Maggie/Maksym Max/Matilda Tilly/Matthew Matt/Michael "
    "Mike Mikey Mick/"
    "Mohamed Mo/Mohammed Mo/Mohammad Mo/Muhammad Mo/Nathaniel Nathan Nate/Nicholas Nick "
    "Nicky/Nicole Nicky/Oleksandr Sasha/"
    "Oliver Ollie/Olivia Liv Livvy/Oluwaseun Seun/Oluwaseyi Seyi/Patrick Paddy Pat/Penelope "
    "Penny/Peter Pete/"
    "Rebecca Becky Becca/Reginald Reggie/Reuben Ben/Richard Rich Rick/Robert Rob Robbie Bob "
    "Bobby/Rosemary Rosie/"
    "Samantha Sam/Samuel Sam Sammy/Scarlett Scar/Sebastian Seb/Siobhán Shiv/Sofiia Sonia/Sophia "
    "Sophie/Stephen Steve/"
    "Thaddeus Ted/Theodore Theo Teddy/Thomas Tom Tommy/Timothy Tim/Tobias Toby/Victoria Vicky "
    "Tori/Vincent Vinny/"
    "Volodymyr Vova/William Will Billy Bill Liam/Zachary Zac Zak/Zuzanna Zuza/Abdul_Rahman "
    "Abdul/Abdur_Rahim Rahim/"
    "Mohammed_Yusuf Yusuf/Muhammad_Ali Ali/Chukwuemeka Emeka/Temitope Temi Tope/Babatunde "
    "Tunde/Manpreet Mani/"
    "Harpreet Harp/Jaspreet Jas/Simran Sim/Ka_Yan Cathy/Tsz_Ching Chloe/Wing_Yan Winnie/Chun_Hei "
    "Jason/Ho_Yin Henry";

// Spellings of one name on each line, separated in the same way.
constexpr std::string_view kSpellings =
    "Muhammad Mohammed Mohammad Mohamed Muhammed/Aisha Ayesha Aysha Aishah/Ahmed Ahmad/Ali "
    "Aly/Amina Aminah Ameena/"
    "Hussain Hussein Hussien/Yusuf Yousef Yusef Yousuf/Zainab Zaynab Zeinab/Fatima Fatimah "
    "Fatema/Maryam Mariam Miriam/"
    "Ibrahim Ebrahim/Omar Umar/Hassan Hasan/Khadija Khadijah/Sara Sarah/Sofia Sophia/Catherine "
    "Katherine Kathryn Catharine/"
    "Caitlin Kaitlyn Katelyn/Niamh Neve/Aoife Eefa/Sean Shaun Shawn/Liam Lyam/Jack Jak/Zac Zak "
    "Zach/Zachary Zackary/"
    "Isabelle Isabel Isobel/Isabella Izabella/Isla Ayla/Lily Lilly Lillie/Ellie Elly/Evie Evi "
    "Eevie/Elliot Elliott Eliot/"
    "Finley Finlay/Lewis Louis/Callum Calum/Connor Conor/Aaron Aron/Jonathan Johnathan "
    "Jonathon/Nicholas Nicolas/"
    "Stephen Steven Stefan/Philip Phillip/Rhys Reece Reese/Leo Leon/Freya Freyja/Phoebe "
    "Pheobe/Chloe Khloe/Zoe Zoey/"
    "Amelia Emelia/Emilia Emillia/Maisie Maisy/Millie Milly/Mollie Molly/Darcey Darcie Darcy/Daisy "
    "Daisey/Abigail Abigale/"
    "Harriet Harriett/Rebecca Rebekah/Rachel Rachael/Lucas Lukas/Jayden Jaden Jaiden/Kayden Caden "
    "Kaiden/Tyler Tylor/"
    "Reuben Ruben/Ollie Olly/Teddy Teddie/Tommy Tommie/Bobby Bobbie/Frankie Franky/Harvey "
    "Harvie/Toby Tobi/Alfie Alfy/"
    "Archie Archy/Theo Teo/Dylan Dillon/Ethan Eathan/Jake Jayke/Riley Rylee Reilly/Skye Sky/Summer "
    "Sumer/Eva Ava/"
    "Anya Anja/Julia Giulia/Viktoriia Victoria/Oleksandr Aleksandr Alexander/Ștefan Stefan "
    "Stephan/Mihai Michael/"
    "Gurpreet Gurprit/Jaspreet Jasprit/Manpreet Manprit/Chidera Chiderah/Precious Preshus";

using Forms = std::map<std::string, std::vector<std::string>, std::less<>>;

std::vector<std::vector<std::string>> groups(std::string_view lists) {
  std::vector<std::vector<std::string>> out;
  while (!lists.empty()) {
    const std::size_t end = std::min(lists.find('/'), lists.size());
    out.push_back(words(lists.substr(0, end)));
    lists.remove_prefix(std::min(end + 1, lists.size()));
  }
  return out;
}

Forms short_forms() {
  Forms forms;
  for (const auto& group : groups(kShortForms)) {
    forms[group[0]].assign(group.begin() + 1, group.end());
  }
  return forms;
}

Forms spellings() {
  Forms forms;
  for (const auto& group : groups(kSpellings)) {
    for (const std::string& name : group) {
      for (const std::string& other : group) {
        if (other != name) forms[name].push_back(other);
      }
    }
  }
  return forms;
}

std::string pick_form(const Forms& forms, std::string_view forename, Stream& stream) {
  const auto found = forms.find(forename);
  return found == forms.end() ? std::string() : stream.pick(found->second);
}

}  // namespace

std::string short_form(std::string_view forename, Stream& stream) {
  static const Forms forms = short_forms();
  return pick_form(forms, forename, stream);
}

std::string other_spelling(std::string_view forename, Stream& stream) {
  static const Forms forms = spellings();
  return pick_form(forms, forename, stream);
}

}  // namespace tally::population
