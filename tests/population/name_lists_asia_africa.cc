// Names of families from Asia and Africa, as the lists of name_lists_britain.cc.
#include "tests/population/names.h"

namespace tally::population {
namespace {

constexpr std::string_view kMuslimGirls =
    "Aisha Fatima Maryam Zainab Khadija Amina Hafsa Zara Aaliyah Sumayyah Safa Inaya Ayesha Hana "
    "Mariam "
    "Anaya Eshal Haleema Iqra Laiba Maya Nadia Noor Rabia Rania Sana Sania Sara Shanzay Sidra "
    "Tayyibah Umm-e-Hani "
    "Zahra Zoya Alisha Areeba Bushra Dua Faiza Hira Javeria Kainaat Mahnoor Minahil Nimra Rida "
    "Ruqayyah Saima "
    "Samina Sofia Sumaiya Tahira Tasnim Yusra Humaira Jannat Nusaybah Samiha Tamanna Afsana";

constexpr std::string_view kMuslimBoys =
    "Muhammad Mohammed Mohammad Ibrahim Yusuf Ali Ahmed Hamza Zayn Omar Musa Hassan Adam Abdullah "
    "Bilal Umar "
    "Ismail Haris Idris Hussain Rayyan Eesa Zakariya Aayan Usman Yahya Sulaiman Mustafa Faizan "
    "Hashim Imran "
    "Danyal Junaid Khalid Mikaeel Saad Sami Talha Uzair Zain Arham Ayaan Burhan Ehsan Farhan "
    "Haroon Ilyas "
    "Kamran Luqman Nabeel Qasim Rehan Shayaan Taha Waleed Yaseen Zubair Tanvir Rashid Abdul_Rahman "
    "Abdur_Rahim "
    "Muhammad_Ali Mohammed_Yusuf Nafis Sadman Tahmid Fahim";

constexpr std::string_view kSikhGirls =
    "Simran Jasmine Harleen Gurleen Avneet Jasleen Kiran Manpreet Navneet Prabhleen Ravneet "
    "Sukhmani Amrit Asees "
    "Balpreet Ekam Gurpreet Harpreet Jaspreet Kirat Mehar Nimrat Parneet Rajveer Sehaj Tavleen "
    "Anaya Mannat";

constexpr std::string_view kSikhBoys =
    "Arjan Gurpreet Jaskaran Harjot Manraj Amar Avraj Baljit Dilraj Ekam Fateh Gurtaj Harman "
    "Ishaan Jagraj Karam "
    "Kirpal Manveer Navraj Prabhjot Rajan Sahib Taran Yuvraj Jovan Kirandeep Sukhraj Ranveer Angad "
    "Himmat";

constexpr std::string_view kHinduGirls =
    "Aanya Diya Anika Saanvi Riya Isha Ananya Kavya Maya Aarohi Avni Dhara Devi Gauri Hetal Jiya "
    "Kiara Krisha Leela "
    "Mira Myra Naisha Nisha Pooja Prisha Priya Radha Rhea Sanvi Shreya Siya Tanvi Tara Trisha "
    "Vanya Zia Lakshmi "
    "Meenakshi Swathi Thara";

constexpr std::string_view kHinduBoys =
    "Aarav Arjun Vihaan Dev Krish Rohan Aryan Vivaan Ishaan Advik Ayaan Dhruv Hari Jay Kabir Karan "
    "Kian Krishna Laksh "
    "Manav Mihir Neel Nikhil Om Parth Pranav Rahul Reyansh Rishi Rudra Sai Shaan Shiv Tejas Ved "
    "Veer Yash Karthik "
    "Sanjay Vishnu Praveen";

constexpr std::string_view kSomaliGirls =
    "Hodan Amina Ayaan Fadumo Hamdi Ifrah Khadra Ladan Maryan Nasra Sagal Sahra Ubah Yasmiin "
    "Zamzam Asha Deqa Faiza "
    "Halima Hibaq Ikram Idil Muna Nimo Rahma Safiya Sumaya Warsan Xaawo Hafsa Najma";

constexpr std::string_view kSomaliBoys =
    "Mohamed Ahmed Abdirahman Abdullahi Ali Hassan Ibrahim Ismail Khalid Liban Mahad Mustafa Omar "
    "Sakariye Yusuf Zakaria "
    "Abdi Abdiaziz Abdikadir Ayub Bashir Bile Daud Faisal Guled Hamza Ilyas Jama Mubarak Nuur "
    "Suhayb Yahya";

constexpr std::string_view kNigerianGirls =
    "Chidera Precious Blessing Favour Adaeze Chiamaka Temitope Oluwaseyi Amarachi Esther Deborah "
    "Ife Ngozi Chioma "
    "Simisola Tomiwa Zainab Aisha Titilayo Folake Onyinye Ebele Nkechi Peace Gift Praise Mercy Joy "
    "Testimony Ọlá";

constexpr std::string_view kNigerianBoys =
    "David Emmanuel Daniel Samuel Chukwuemeka Oluwaseun Ayomide Chidi Emeka Tobi Ifeanyi Kelechi "
    "Obinna Tunde Segun "
    "Babatunde Kayode Ikenna Uche Nnamdi Olumide Victor Godwin Prince Wisdom Sunday Musa Ibrahim "
    "Bolaji Dapo";

constexpr std::string_view kChineseGirls =
    "Xinyi Yuxin Zihan Yutong Jiayi Mei Li Ying Xiu Lan Hui Yan Jing Wei Fang Siqi Yifei Ruoxi "
    "Ka_Yan Wing_Yan Hoi_Ching "
    "Tsz_Ching Sum_Yi Cheuk_Lam Lok_Yi Yuet_Ting";

constexpr std::string_view kChineseBoys =
    "Yichen Haoran Zihao Junjie Wei Ming Jun Hao Tao Bo Lei Jian Yang Chen Kai Ziyang Yuhang "
    "Muchen Chun_Hei Ho_Yin Tsz_Hin "
    "Ka_Ho Pak_Hei Lok_Hin Hei_Lam Wai_Kit";

constexpr std::string_view kArabicGirls =
    "Fatima Mariam Layla Noor Sara Yasmin Amira Dalal Farah Ghada Hala Huda Jana Joud Lamar Lina "
    "Lubna Malak Nada Rahaf "
    "Reem Retaj Salma Sham Shahd Talia Tala Wafa Zeinab Rand";

constexpr std::string_view kArabicBoys =
    "Mohamad Omar Ahmad Ali Yousef Hassan Hussein Karim Adam Abdulrahman Amir Anas Bashar Faris "
    "Fadi Ghaith Hadi Jad "
    "Khaled Laith Majd Mahmoud Malik Nasser Rami Sami Tareq Walid Yazan Zaid Abd_al-Rahman "
    "Nour_Eddine";

}  // namespace

std::vector<NameLists> asian_and_african_names() {
  return {
      {.origin = "Pakistani",
       .share = {900},
       .english = {300},
       .girls = kMuslimGirls,
       .boys = kMuslimBoys,
       .girl_heads = "Aa Al Am An Ay Fa Ha Ina Kha Ma Nu Ra Sa Sha Su Ta Za Zu",
       .girl_tails =
           "bah beel fia ira isha iya leema lia miya na ni nia rah reen riya veen yah yeda zia",
       .boy_heads = "Abdul Ad Ah Ar Az Ba Fai Ha Ja Ka Ma Na Nu Qa Ra Sa Sha Ta Wa Za",
       .boy_tails = "baz deel far fan him id ik ir man mir mad qib ran san sim tif yan yed zan",
       .surnames = "Khan Ahmed Hussain Ali Mahmood Iqbal Akhtar Malik Shah Mohammed Hussein Mirza "
                   "Aslam Rashid "
                   "Butt Chaudhry Choudhury Javed Rehman Qureshi Saleem Sheikh Siddiqui Raja Anwar "
                   "Ashraf Aziz Baig "
                   "Bashir Farooq Ghafoor Hanif Hayat Iqbal Kayani Khalid Latif Majid Mehmood "
                   "Nawaz Parveen Qadir Rafiq "
                   "Riaz Sadiq Sarwar Shabir Tariq Yaqoob Yousaf Younis Zaman Awan Bhatti Dar Gul "
                   "Jamil Karim",
       .surname_heads = "Abdul Ghul Kha Mah Naz Ra Sha Za Wa",
       .surname_tails = "baz him id mir ood rif wan zeb zad",
       .girls_only = "Bibi Begum Kausar Akhtar Parveen Khatoon",
       .boys_only = "Hussain Khan Ahmed Mahmood Ali Iqbal",
       .composed_surname = {500},
       .one_sex_surname = {1200},
       .composed_forename = {700}},
      {.origin = "Bangladeshi",
       .share = {350},
       .english = {300},
       .girls = kMuslimGirls,
       .boys = kMuslimBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Rahman Islam Hussain Ahmed Uddin Miah Choudhury Ali Khan Haque Alam Hoque "
                   "Karim Sarkar Talukder "
                   "Chowdhury Bhuiyan Mia Hasan Kabir Mahmud Malik Molla Sheikh Sikder Siddique "
                   "Akther Quddus",
       .surname_heads = "",
       .surname_tails = "",
       .girls_only = "Begum Khatun Akter Bibi Khanom Sultana",
       .boys_only = "Ahmed Miah Uddin Ali Hussain Rahman Islam",
       .composed_surname = {0},
       .one_sex_surname = {4500},
       .composed_forename = {0}},
      {.origin = "Sikh",
       .share = {450},
       .english = {500},
       .girls = kSikhGirls,
       .boys = kSikhBoys,
       .girl_heads =
           "Aman Bal Dil Gur Har Jas Kiran Kul Man Nav Param Raj Sat Simar Sukh Tej Bhav Mal",
       .girl_tails = "deep gun jeet jot kiran leen meet meher neet noor preet want",
       .boy_heads =
           "Aman Bal Dil Gur Har Jas Karan Kul Man Nav Param Raj Sat Simar Sukh Tej Bhav Mal",
       .boy_tails = "bir deep inder jeet jit jot meet pal preet raj sher veer vir want",
       .surnames = "Sandhu Dhillon Gill Sidhu Bains Johal Atwal Grewal Sangha Dosanjh Mann Bassi "
                   "Chahal Deol Hundal Kang "
                   "Lally Nijjar Purewal Rai Sahota Thandi Uppal Virk Aujla Bhogal Cheema Dhaliwal "
                   "Hayer Samra",
       .surname_heads = "",
       .surname_tails = "",
       .girls_only = "Kaur Kaur_Sandhu Kaur_Gill Kaur_Dhillon Kaur_Bains Kaur_Sidhu",
       .boys_only = "Singh Singh_Sandhu Singh_Gill Singh_Dhillon Singh_Bains Singh_Sidhu",
       .composed_surname = {0},
       .one_sex_surname = {5500},
       .composed_forename = {3500}},
      {.origin = "Hindu",
       .share = {350},
       .english = {500},
       .girls = kHinduGirls,
       .boys = kHinduBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Patel Shah Mistry Desai Sharma Kumar Gupta Mehta Parmar Solanki Chauhan Joshi "
                   "Rana Verma Modi Amin "
                   "Bhatt Chandarana Dave Gohil Kapoor Lad Makwana Naik Pandya Panchal Raval Sinha "
                   "Thakkar Trivedi Vyas "
                   "Reddy Nair Menon Pillai Iyer Krishnan Rao Sivakumar Thiruchelvam",
       .surname_heads =
           "Kandi Mani Navar Param Rama Siva Surya Thana Vig Yoga Bala Chandra Jeya Raja Sub",
       .surname_tails = "chandran kanthan kumar lingam mohan murugan nathan neswaran palan rajah "
                        "samy sekaran yan",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {1000},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Somali",
       .share = {250},
       .english = {200},
       .girls = kSomaliGirls,
       .boys = kSomaliBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Mohamed Ali Ahmed Hassan Abdi Omar Farah Yusuf Ibrahim Hussein Osman Warsame "
                   "Jama Aden Abdullahi Adan "
                   "Abdirahman Ismail Nur Mohamud Said Salah Elmi Duale Guled Hersi Isse Jibril "
                   "Dirie Egal Barre Haji",
       .surname_heads = "",
       .surname_tails = "",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {0},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Nigerian",
       .share = {350},
       .english = {3000},
       .girls = kNigerianGirls,
       .boys = kNigerianBoys,
       .girl_heads = "Adé Ayo Chi Chidin Ife Mo Ngo Nkem Olu Oluwa Oma Ore Temi Toni Uche Ugo",
       .girl_tails = "amaka bukola chi damilola diamaka doyin ebube fe folake funmi lade lola mide "
                     "nma ola ronke sola tofunmi yinka",
       .boy_heads = "Ade Ayo Chi Chukwu Ebu Ife Ike Kene Obi Olu Oluwa Ona Ore Temi Tobe Ugo",
       .boy_tails = "bukunola chukwu damilare dayo ebuka emeka femi kunle lade mide nna seun sola "
                    "tobi tola wale yemi zie",
       .surnames = "Okafor Adeyemi Okonkwo Eze Adebayo Okoro Nwosu Balogun Ibrahim Musa Bello Obi "
                   "Chukwu Afolabi Ogunleye "
                   "Adeleke Olawale Onyeka Okeke Uzoma Abubakar Lawal Ojo Akinola Ajayi Fashola "
                   "Danjuma Egbe Igwe Mensah "
                   "Boateng Owusu Asante Osei Appiah Amoah",
       .surname_heads = "Abi Ade Adé Afo Aki Ani Awo Eze Fa Igbo Ike Nwa Obi Oda Ogu Ogun Oke Oko "
                        "Olo Olu Omo Onu Oye Udo",
       .surname_tails = "bola boye chukwu dayo dele dike fulu gbenga jobi kunle lana leke moye nwa "
                        "reme rinde sanya sola tunji yinka",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {4000},
       .one_sex_surname = {0},
       .composed_forename = {3500}},
      {.origin = "Chinese",
       .share = {150},
       .english = {5500},
       .girls = kChineseGirls,
       .boys = kChineseBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Wang Li Zhang Chen Liu Chan Wong Lee Cheung Lam Yang Huang Zhao Wu Zhou Xu Sun "
                   "Ma Zhu Hu Guo He Lin "
                   "Ng Leung Ho Tang Yip Lau Cheng Tsang Fung Mak Kwok Chow Au Tse Yeung Szeto Xie",
       .surname_heads = "",
       .surname_tails = "",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {0},
       .one_sex_surname = {0},
       .composed_forename = {0}},
      {.origin = "Arabic",
       .share = {250},
       .english = {400},
       .girls = kArabicGirls,
       .boys = kArabicBoys,
       .girl_heads = "",
       .girl_tails = "",
       .boy_heads = "",
       .boy_tails = "",
       .surnames = "Al-Hassan Hamdan Al-Ahmad Khalil Haddad Mansour Saleh Al-Masri Nasser Ibrahim "
                   "Darwish Kassem Al-Ali "
                   "Hassan Al_Khatib Suleiman Abdallah Al-Jaber Othman Issa Shaheen Barakat "
                   "El-Sayed Fares Ghanem Hijazi "
                   "Jabbour Kanaan Najjar Qasim Rashed Sabbagh Taha Younes Zaher Abu_Bakr "
                   "Bin_Salem Ben_Ali Osman Tesfay",
       .surname_heads = "Al- Al- El- Abu_ Bou",
       .surname_tails = "Amin Badri Dabbagh Fayed Ghazali Hariri Jamal Karam Lahham "
                        "Mahdi Najar Qadi Rifai Saadi Shami Tamimi Turk Yasin Zein Zoubi",
       .girls_only = "",
       .boys_only = "",
       .composed_surname = {2500},
       .one_sex_surname = {0},
       .composed_forename = {0}},
  };
}

}  // namespace tally::population
