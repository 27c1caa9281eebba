"""The letters of each language and the charsets of its texts: data for guessing a charset.

Latin alphabets list only their non-ASCII letters; other scripts list all letters, the most
frequent first.
"""

from __future__ import annotations

from msgspec import Struct

_WEST = ("cp1252", "iso8859-15", "mac-roman", "cp850", "cp437")
_CENTRE = ("cp1250", "iso8859-2", "mac-latin2", "cp852")
_BALTIC = ("cp1257", "iso8859-13", "iso8859-4", "cp775")
_TURKISH = ("cp1254", "iso8859-9", "mac-turkish", "cp857")
_ROMANIAN = ("cp1250", "iso8859-2", "iso8859-16", "cp852")
_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "cp855")
_UKRAINIAN = ("cp1251", "koi8-u", "iso8859-5", "cp1125", "mac-cyrillic", "cp855")
_SOUTH_SLAVIC = ("cp1251", "iso8859-5", "mac-cyrillic", "cp855")
_GREEK = ("cp1253", "iso8859-7", "mac-greek", "cp737", "cp869")
_HEBREW = ("cp1255", "iso8859-8", "cp862")


class Alphabet(Struct, frozen=True):
    """The lower-case letters of a language, its charsets (preferred ones first) and, for Latin
    alphabets, a few of its commonest words.
    """

    language: str
    letters: str
    charsets: tuple[str, ...]
    words: str = ""

    @property
    def is_latin(self) -> bool:
        return bool(self.words)


ALPHABETS = (
    Alphabet("en", "éèêëïöüñçàáâæœ", _WEST, "the of and to in is that for was on with as by"),
    Alphabet("de", "äöüßéè", _WEST, "der die und das ist nicht den von mit ein zu auf dem im"),
    Alphabet("fr", "éèàêçùâîôûëïœüÿæ", _WEST, "le la les des et est que qui dans pour une un du"),
    Alphabet("es", "áéíóúñü", _WEST, "el la los que de en las por con del una un se no para"),
    Alphabet("pt", "ãçáéíóúâêôõàü", _WEST, "de que do da em os um para com uma se dos as por no"),
    Alphabet("it", "àèéìòùîó", _WEST, "di che il la per del un una non con le della si sono"),
    Alphabet("nl", "éëïöüèóáêĳ", _WEST, "de het een van en dat op te zijn voor met niet aan"),
    Alphabet("ca", "àéèíòóúçïü", _WEST, "de la el que les per del els amb una un al ha en"),
    Alphabet("sv", "åäöéà", _WEST, "och att det som en av den till med har inte ett om var"),
    Alphabet("da", "æøåéöäü", _WEST, "og det at en den til er som af de med ikke for har var"),
    Alphabet("fi", "äöåšž", _WEST, "ja on ei se oli ett mutta kun niin kuin ovat oli joka"),
    Alphabet("is", "áðéíóúýþæö", _WEST, "og um til er var en ekki sem hann af hefur fyrir"),
    Alphabet("ga", "áéíóú", _WEST, "an na agus ar is go le ag do leis bhí an a"),
    Alphabet("pl", "ąćęłńóśźż", _CENTRE, "nie na do jest to w z i o jak za po od ale przez ich"),
    Alphabet("cs", "áčďéěíňóřšťúůýž", _CENTRE, "a se na je v z to do s o ve pro by jsou jako ale"),
    Alphabet("sk", "áäčďéíĺľňóôŕšťúýž", _CENTRE, "a sa na je v z to do s o vo pre by ako ale nie"),
    Alphabet("hu", "áéíóöőúüű", _CENTRE, "a az nem hogy is egy meg de csak ha volt vagy ez el"),
    Alphabet("hr", "čćđšž", _CENTRE, "i je u na se da za su od s o nije koji bi kao iz ne ali"),
    Alphabet("sl", "čšžćđ", _CENTRE, "in je v na se da za so od s z ki ni bi pa ne kot po"),
    Alphabet("ro", "ăâîșțşţ", _ROMANIAN, "de la nu o pe cu un este din care mai ce au fost"),
    Alphabet("tr", "ığüşöçâîû", _TURKISH, "bir ve bu da de ne mi ben sen o var yok daha ile ama"),
    Alphabet("lt", "ąčęėįšųūž", _BALTIC, "ir kad yra su apie bet iki tai per jo dar nuo kai"),
    Alphabet("lv", "āčēģīķļņšūž", _BALTIC, "un ir ka no ar par uz lai bet tas kas pie vai arī"),
    Alphabet("et", "äõöüšž", (*_BALTIC, "cp1252"), "ja on ei et see oma ka kui mis oli aga ning"),
    Alphabet("eo", "ĉĝĥĵŝŭ", ("iso8859-3",), "la kaj de en al estas ne por kun mi li oni ke"),
    Alphabet("mt", "ħżġċàèòù", ("iso8859-3",), "il ta li u ma fil tal biex kien jew din minn"),
    Alphabet("cy", "ŵŷâêîôûëïáö", ("iso8859-14",), "yn y a i o ar mae ei wedi yr bod gan am"),
    Alphabet("ru", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё№", _CYRILLIC),
    Alphabet("uk", "оанивеітрсклудмпязьгбчхцюжшйїєщґф", _UKRAINIAN),
    Alphabet("be", "аніеорсктлвдумыяпўьзгчбйхжшюцёф", _CYRILLIC),
    Alphabet("bg", "аеоитнрсвлкдпмзгъуяябчцшйжхщфюьѝ", _SOUTH_SLAVIC),
    Alphabet("sr", "аоиенрјстукодвмлпзгбљжчћхшцњђфџ", _SOUTH_SLAVIC),
    Alphabet("mk", "аоиетнрсвдклупмјгзбчцшњќжфхљѓџѕ", _SOUTH_SLAVIC),
    Alphabet("el", "αοιετσνηυρπκμλςωάίέόδγήχθύφβξώζψϊϋΐΰ", _GREEK),
    Alphabet("he", "יוהלאתרבשמנדםפקחעצגטכןזסךףץְִֵַָּ", _HEBREW),
    Alphabet("ar", "اليمونرتبةعدسفحهكقأجشطصىخإذزئضغظءثآؤـًٌٍَُِّْ", ("cp1256", "iso8859-6")),
    Alphabet("fa", "اینردهمتسوبشکلزخپگفقعحجچآصطضذئغظثژءًّ", ("cp1256",)),
    Alphabet("th", "านรอกเงมยลวีด่ตส้ทปิะัพคขหุไบ์ื่ชใจแศธผึซูโำณถษฐ็ญภฟฎฉๆฯฝฆฬฒฏฌฤฑฮ๊๋", ("cp874",)),
    Alphabet("vi", "àảãáạăâđèéêìíòóôơùúưýẹ̉̀́̉̃", ("cp1258",), "trong cho khi anh ra hay theo nhau"),
)

COMMON_HAN_SIMPLIFIED = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同"
    "三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名"
    "定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内"
    "加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车"
)
COMMON_HAN_TRADITIONAL = (
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可"
    "她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同"
    "三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名"
    "定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內"
    "加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車"
)
COMMON_KANJI = (
    "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百"
    "書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手"
    "力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使"
    "品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去"
    "化学部実表関係定制度法取権経済政治議民市県内全連対合選機調査成果報平和加原回保険所目的活法第次各"
)
COMMON_HANGUL = (
    "이다는에의을가고하지은로리도한어사서인기자대시해나일으정들과수아를보부그전장제구국원상관라면주게"
    "스만오여동신경조공위유있것우비성마소선모무내했실개연세행회발바용적요진당등문방안생계중체분물명데않"
    "러분었였습니까되된될할합거겠져까려며터와없운불학교단반본심양영외음의입저점종직차천추출치큰트파판"
)
