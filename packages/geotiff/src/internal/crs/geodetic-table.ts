// EPSG 12.029 as shipped with PROJ in rasterio 1.4.4, made by test/fixtures/geodetic-table.py.
/** Geographic systems of two dimensions: code, code of the datum, name. */
export const GEOGRAPHIC_SYSTEMS =
  "3819|1024|HD1909\n" +
  "3821|1025|TWD67\n" +
  "3824|1026|TWD97\n" +
  "3889|1029|IGRS\n" +
  "3906|1031|MGI 1901\n" +
  "4001|6001|Unknown datum based upon the Airy 1830 ellipsoid\n" +
  "4002|6002|Unknown datum based upon the Airy Modified 1849 ellipsoid\n" +
  "4003|6003|Unknown datum based upon the Australian National Spheroid\n" +
  "4004|6004|Unknown datum based upon the Bessel 1841 ellipsoid\n" +
  "4005|6005|Unknown datum based upon the Bessel Modified ellipsoid\n" +
  "4006|6006|Unknown datum based upon the Bessel Namibia ellipsoid\n" +
  "4007|6007|Unknown datum based upon the Clarke 1858 ellipsoid\n" +
  "4008|6008|Unknown datum based upon the Clarke 1866 ellipsoid\n" +
  "4009|6009|Unknown datum based upon the Clarke 1866 Michigan ellipsoid\n" +
  "4010|6010|Unknown datum based upon the Clarke 1880 (Benoit) ellipsoid\n" +
  "4011|6011|Unknown datum based upon the Clarke 1880 (IGN) ellipsoid\n" +
  "4012|6012|Unknown datum based upon the Clarke 1880 (RGS) ellipsoid\n" +
  "4013|6013|Unknown datum based upon the Clarke 1880 (Arc) ellipsoid\n" +
  "4014|6014|Unknown datum based upon the Clarke 1880 (SGA 1922) ellipsoid\n" +
  "4015|6015|Unknown datum based upon the Everest 1830 (1937 Adjustment) ellipsoid\n" +
  "4016|6016|Unknown datum based upon the Everest 1830 (1967 Definition) ellipsoid\n" +
  "4018|6018|Unknown datum based upon the Everest 1830 Modified ellipsoid\n" +
  "4019|6019|Unknown datum based upon the GRS 1980 ellipsoid\n" +
  "4020|6020|Unknown datum based upon the Helmert 1906 ellipsoid\n" +
  "4021|6021|Unknown datum based upon the Indonesian National Spheroid\n" +
  "4022|6022|Unknown datum based upon the International 1924 ellipsoid\n" +
  "4023|1032|MOLDREF99\n" +
  "4024|6024|Unknown datum based upon the Krassowsky 1940 ellipsoid\n" +
  "4025|6025|Unknown datum based upon the NWL 9D ellipsoid\n" +
  "4027|6027|Unknown datum based upon the Plessis 1817 ellipsoid\n" +
  "4028|6028|Unknown datum based upon the Struve 1860 ellipsoid\n" +
  "4029|6029|Unknown datum based upon the War Office ellipsoid\n" +
  "4030|6030|Unknown datum based upon the WGS 84 ellipsoid\n" +
  "4031|6031|Unknown datum based upon the GEM 10C ellipsoid\n" +
  "4032|6032|Unknown datum based upon the OSU86F ellipsoid\n" +
  "4033|6033|Unknown datum based upon the OSU91A ellipsoid\n" +
  "4034|6034|Unknown datum based upon the Clarke 1880 ellipsoid\n" +
  "4035|6035|Unknown datum based upon the Authalic Sphere\n" +
  "4036|6036|Unknown datum based upon the GRS 1967 ellipsoid\n" +
  "4041|6041|Unknown datum based upon the Average Terrestrial System 1977 ellipsoid\n" +
  "4042|6042|Unknown datum based upon the Everest (1830 Definition) ellipsoid\n" +
  "4043|6043|Unknown datum based upon the WGS 72 ellipsoid\n" +
  "4044|6044|Unknown datum based upon the Everest 1830 (1962 Definition) ellipsoid\n" +
  "4045|6045|Unknown datum based upon the Everest 1830 (1975 Definition) ellipsoid\n" +
  "4046|1033|RGRDC 2005\n" +
  "4047|6047|Unspecified datum based upon the GRS 1980 Authalic Sphere\n" +
  "4052|6052|Unspecified datum based upon the Clarke 1866 Authalic Sphere\n" +
  "4053|6053|Unspecified datum based upon the International 1924 Authalic Sphere\n" +
  "4054|6054|Unspecified datum based upon the Hughes 1980 ellipsoid\n" +
  "4055|6055|Popular Visualisation CRS\n" +
  "4075|1034|SREF98\n" +
  "4081|1035|REGCAN95\n" +
  "4120|6120|Greek\n" +
  "4121|6121|GGRS87\n" +
  "4122|6122|ATS77\n" +
  "4123|6123|KKJ\n" +
  "4124|6124|RT90\n" +
  "4125|6125|Samboja\n" +
  "4126|6126|LKS94 (ETRS89)\n" +
  "4127|6127|Tete\n" +
  "4128|6128|Madzansua\n" +
  "4129|6129|Observatario\n" +
  "4130|6130|Moznet\n" +
  "4131|6131|Indian 1960\n" +
  "4132|6132|FD58\n" +
  "4133|6133|EST92\n" +
  "4134|6134|PSD93\n" +
  "4135|6135|Old Hawaiian\n" +
  "4136|6136|St. Lawrence Island\n" +
  "4137|6137|St. Paul Island\n" +
  "4138|6138|St. George Island\n" +
  "4139|6139|Puerto Rico\n" +
  "4140|6140|NAD83(CSRS98)\n" +
  "4141|6141|Israel 1993\n" +
  "4142|6142|Locodjo 1965\n" +
  "4143|6143|Abidjan 1987\n" +
  "4144|6144|Kalianpur 1937\n" +
  "4145|6145|Kalianpur 1962\n" +
  "4146|6146|Kalianpur 1975\n" +
  "4147|6147|Hanoi 1972\n" +
  "4148|6148|Hartebeesthoek94\n" +
  "4149|6149|CH1903\n" +
  "4150|6150|CH1903+\n" +
  "4151|6151|CHTRS95\n" +
  "4152|6152|NAD83(HARN)\n" +
  "4153|6153|Rassadiran\n" +
  "4154|6154|ED50(ED77)\n" +
  "4155|6155|Dabola 1981\n" +
  "4156|6156|S-JTSK\n" +
  "4157|6157|Mount Dillon\n" +
  "4158|6158|Naparima 1955\n" +
  "4159|6159|ELD79\n" +
  "4160|6160|Chos Malal 1914\n" +
  "4161|6161|Pampa del Castillo\n" +
  "4162|6162|Korean 1985\n" +
  "4163|6163|Yemen NGN96\n" +
  "4164|6164|South Yemen\n" +
  "4165|6165|Bissau\n" +
  "4166|6166|Korean 1995\n" +
  "4167|6167|NZGD2000\n" +
  "4168|6168|Accra\n" +
  "4169|6169|American Samoa 1962\n" +
  "4170|6170|SIRGAS 1995\n" +
  "4171|6171|RGF93 v1\n" +
  "4172|6172|POSGAR\n" +
  "4173|6173|IRENET95\n" +
  "4174|6174|Sierra Leone 1924\n" +
  "4175|6175|Sierra Leone 1968\n" +
  "4176|6176|Australian Antarctic\n" +
  "4178|6178|Pulkovo 1942(83)\n" +
  "4179|6179|Pulkovo 1942(58)\n" +
  "4180|6180|EST97\n" +
  "4181|6181|LUREF\n" +
  "4182|6182|Azores Occidental 1939\n" +
  "4183|6183|Azores Central 1948\n" +
  "4184|6184|Azores Oriental 1940\n" +
  "4185|6185|Madeira 1936\n" +
  "4188|6188|OSNI 1952\n" +
  "4189|6189|REGVEN\n" +
  "4190|6190|POSGAR 98\n" +
  "4191|6191|Albanian 1987\n" +
  "4192|6192|Douala 1948\n" +
  "4193|6193|Manoca 1962\n" +
  "4194|6194|Qoornoq 1927\n" +
  "4195|6195|Scoresbysund 1952\n" +
  "4196|6196|Ammassalik 1958\n" +
  "4197|6197|Garoua\n" +
  "4198|6198|Kousseri\n" +
  "4199|6199|Egypt 1930\n" +
  "4200|6200|Pulkovo 1995\n" +
  "4201|6201|Adindan\n" +
  "4202|6202|AGD66\n" +
  "4203|6203|AGD84\n" +
  "4204|6204|Ain el Abd\n" +
  "4205|6205|Afgooye\n" +
  "4206|6206|Agadez\n" +
  "4207|6207|Lisbon\n" +
  "4208|6208|Aratu\n" +
  "4209|6209|Arc 1950\n" +
  "4210|6210|Arc 1960\n" +
  "4211|6211|Batavia\n" +
  "4212|6212|Barbados 1938\n" +
  "4213|6213|Beduaram\n" +
  "4214|6214|Beijing 1954\n" +
  "4215|6215|BD50\n" +
  "4216|6216|Bermuda 1957\n" +
  "4218|6218|Bogota 1975\n" +
  "4219|6219|Bukit Rimpah\n" +
  "4220|6220|Camacupa 1948\n" +
  "4221|6221|Campo Inchauspe\n" +
  "4222|6222|Cape\n" +
  "4223|6223|Carthage\n" +
  "4224|6224|Chua\n" +
  "4225|6225|Corrego Alegre 1970-72\n" +
  "4226|6226|Cote d'Ivoire\n" +
  "4227|6227|Deir ez Zor\n" +
  "4228|6228|Douala\n" +
  "4229|6229|Egypt 1907\n" +
  "4230|6230|ED50\n" +
  "4231|6231|ED87\n" +
  "4232|6232|Fahud\n" +
  "4233|6233|Gandajika 1970\n" +
  "4234|6234|Garoua\n" +
  "4235|6235|Guyane Francaise\n" +
  "4236|6236|Hu Tzu Shan 1950\n" +
  "4237|6237|HD72\n" +
  "4238|6238|ID74\n" +
  "4239|6239|Indian 1954\n" +
  "4240|6240|Indian 1975\n" +
  "4241|6241|Jamaica 1875\n" +
  "4242|6242|JAD69\n" +
  "4243|6243|Kalianpur 1880\n" +
  "4244|6244|Kandawala\n" +
  "4245|6245|Kertau 1968\n" +
  "4246|6246|KOC\n" +
  "4247|6247|La Canoa\n" +
  "4248|6248|PSAD56\n" +
  "4249|6249|Lake\n" +
  "4250|6250|Leigon\n" +
  "4251|6251|Liberia 1964\n" +
  "4252|6252|Lome\n" +
  "4253|6253|Luzon 1911\n" +
  "4254|6254|Hito XVIII 1963\n" +
  "4255|6255|Herat North\n" +
  "4256|6256|Mahe 1971\n" +
  "4257|6257|Makassar\n" +
  "4258|6258|ETRS89\n" +
  "4259|6259|Malongo 1987\n" +
  "4260|6260|Manoca\n" +
  "4261|6261|Merchich\n" +
  "4262|6262|Massawa\n" +
  "4263|6263|Minna\n" +
  "4264|6264|Mhast\n" +
  "4265|6265|Monte Mario\n" +
  "4266|6266|M'poraloko\n" +
  "4267|6267|NAD27\n" +
  "4268|6268|NAD27 Michigan\n" +
  "4269|6269|NAD83\n" +
  "4270|6270|Nahrwan 1967\n" +
  "4271|6271|Naparima 1972\n" +
  "4272|6272|NZGD49\n" +
  "4273|6273|NGO 1948\n" +
  "4274|6274|Datum 73\n" +
  "4275|6275|NTF\n" +
  "4276|6276|NSWC 9Z-2\n" +
  "4277|6277|OSGB36\n" +
  "4278|6278|OSGB70\n" +
  "4279|6279|OS(SN)80\n" +
  "4280|6280|Padang\n" +
  "4281|6281|Palestine 1923\n" +
  "4282|6282|Pointe Noire\n" +
  "4283|6283|GDA94\n" +
  "4284|6284|Pulkovo 1942\n" +
  "4285|6285|Qatar 1974\n" +
  "4286|6286|Qatar 1948\n" +
  "4287|6287|Qornoq\n" +
  "4288|6288|Loma Quintana\n" +
  "4289|6289|Amersfoort\n" +
  "4291|6291|SAD69\n" +
  "4292|6292|Sapper Hill 1943\n" +
  "4293|6293|Schwarzeck\n" +
  "4294|6294|Segora\n" +
  "4295|6295|Serindung\n" +
  "4296|6296|Sudan\n" +
  "4297|6297|Tananarive\n" +
  "4298|6298|Timbalai 1948\n" +
  "4299|6299|TM65\n" +
  "4300|6300|TM75\n" +
  "4301|6301|Tokyo\n" +
  "4302|6302|Trinidad 1903\n" +
  "4303|6303|TC(1948)\n" +
  "4304|6304|Voirol 1875\n" +
  "4306|6306|Bern 1938\n" +
  "4307|6307|Nord Sahara 1959\n" +
  "4308|6308|RT38\n" +
  "4309|6309|Yacare\n" +
  "4310|6310|Yoff\n" +
  "4311|6311|Zanderij\n" +
  "4312|6312|MGI\n" +
  "4313|6313|BD72\n" +
  "4314|6314|DHDN\n" +
  "4315|6315|Conakry 1905\n" +
  "4316|6316|Dealul Piscului 1930\n" +
  "4317|6317|Dealul Piscului 1970\n" +
  "4318|6318|NGN\n" +
  "4319|6319|KUDAMS\n" +
  "4322|6322|WGS 72\n" +
  "4324|6324|WGS 72BE\n" +
  "4326|6326|WGS 84\n" +
  "4463|1038|RGSPM06\n" +
  "4470|1036|RGM04\n" +
  "4475|1037|Cadastre 1997\n" +
  "4483|1042|Mexico ITRF92\n" +
  "4490|1043|China Geodetic Coordinate System 2000\n" +
  "4555|1045|New Beijing\n" +
  "4558|1047|RRAF 1991\n" +
  "4600|6600|Anguilla 1957\n" +
  "4601|6601|Antigua 1943\n" +
  "4602|6602|Dominica 1945\n" +
  "4603|6603|Grenada 1953\n" +
  "4604|6604|Montserrat 1958\n" +
  "4605|6605|St. Kitts 1955\n" +
  "4606|6606|St. Lucia 1955\n" +
  "4607|6607|St. Vincent 1945\n" +
  "4608|6608|NAD27(76)\n" +
  "4609|6609|NAD27(CGQ77)\n" +
  "4610|6610|Xian 1980\n" +
  "4611|6611|Hong Kong 1980\n" +
  "4612|6612|JGD2000\n" +
  "4613|6613|Segara\n" +
  "4614|6614|QND95\n" +
  "4615|6615|Porto Santo\n" +
  "4616|6616|Selvagem Grande\n" +
  "4617|6140|NAD83(CSRS)\n" +
  "4618|6618|SAD69\n" +
  "4619|6619|SWEREF99\n" +
  "4620|6620|Point 58\n" +
  "4621|6621|Fort Marigot\n" +
  "4622|6622|Guadeloupe 1948\n" +
  "4623|6623|CSG67\n" +
  "4624|6624|RGFG95\n" +
  "4625|6625|Martinique 1938\n" +
  "4626|6626|Reunion 1947\n" +
  "4627|6627|RGR92\n" +
  "4628|6628|Tahiti 52\n" +
  "4629|6629|Tahaa 54\n" +
  "4630|6630|IGN72 Nuku Hiva\n" +
  "4631|6631|K0 1949\n" +
  "4632|6632|Combani 1950\n" +
  "4633|6633|IGN56 Lifou\n" +
  "4634|6634|IGN72 Grand Terre\n" +
  "4635|6635|ST87 Ouvea\n" +
  "4636|6636|Petrels 1972\n" +
  "4637|6637|Perroud 1950\n" +
  "4638|6638|Saint Pierre et Miquelon 1950\n" +
  "4639|6639|MOP78\n" +
  "4640|6640|RRAF 1991\n" +
  "4641|6641|IGN53 Mare\n" +
  "4642|6642|ST84 Ile des Pins\n" +
  "4643|6643|ST71 Belep\n" +
  "4644|6644|NEA74 Noumea\n" +
  "4645|6645|RGNC 1991\n" +
  "4646|6646|Grand Comoros\n" +
  "4657|6657|Reykjavik 1900\n" +
  "4658|6658|Hjorsey 1955\n" +
  "4659|6659|ISN93\n" +
  "4660|6660|Helle 1954\n" +
  "4661|6661|LKS-92\n" +
  "4662|6634|IGN72 Grande Terre\n" +
  "4663|6663|Porto Santo 1995\n" +
  "4664|6664|Azores Oriental 1995\n" +
  "4665|6665|Azores Central 1995\n" +
  "4666|6666|Lisbon 1890\n" +
  "4667|6667|IKBD-92\n" +
  "4668|6668|ED79\n" +
  "4669|6126|LKS94\n" +
  "4670|6670|IGM95\n" +
  "4671|6671|Voirol 1879\n" +
  "4672|6672|Chatham Islands 1971\n" +
  "4673|6673|Chatham Islands 1979\n" +
  "4674|6674|SIRGAS 2000\n" +
  "4675|6675|Guam 1963\n" +
  "4676|6676|Vientiane 1982\n" +
  "4677|6677|Lao 1993\n" +
  "4678|6678|Lao 1997\n" +
  "4679|6679|Jouik 1961\n" +
  "4680|6680|Nouakchott 1965\n" +
  "4681|6681|Mauritania 1999\n" +
  "4682|6682|Gulshan 303\n" +
  "4683|6683|PRS92\n" +
  "4684|6684|Gan 1970\n" +
  "4685|6685|Gandajika\n" +
  "4686|6686|MAGNA-SIRGAS\n" +
  "4687|6687|RGPF\n" +
  "4688|6688|Fatu Iva 72\n" +
  "4689|6689|IGN63 Hiva Oa\n" +
  "4690|6690|Tahiti 79\n" +
  "4691|6691|Moorea 87\n" +
  "4692|6692|Maupiti 83\n" +
  "4693|6693|Nakhl-e Ghanem\n" +
  "4694|6694|POSGAR 94\n" +
  "4695|6695|Katanga 1955\n" +
  "4696|6696|Kasai 1953\n" +
  "4697|6697|IGC 1962 6th Parallel South\n" +
  "4698|6698|IGN 1962 Kerguelen\n" +
  "4699|6699|Le Pouce 1934\n" +
  "4700|6700|IGN Astro 1960\n" +
  "4701|6701|IGCB 1955\n" +
  "4702|6702|Mauritania 1999\n" +
  "4703|6703|Mhast 1951\n" +
  "4704|6704|Mhast (onshore)\n" +
  "4705|6705|Mhast (offshore)\n" +
  "4706|6706|Egypt Gulf of Suez S-650 TL\n" +
  "4707|6707|Tern Island 1961\n" +
  "4708|6708|Cocos Islands 1965\n" +
  "4709|6709|Iwo Jima 1945\n" +
  "4710|6710|Astro DOS 71\n" +
  "4711|6711|Marcus Island 1952\n" +
  "4712|6712|Ascension Island 1958\n" +
  "4713|6713|Ayabelle Lighthouse\n" +
  "4714|6714|Bellevue\n" +
  "4715|6715|Camp Area Astro\n" +
  "4716|6716|Phoenix Islands 1966\n" +
  "4717|6717|Cape Canaveral\n" +
  "4718|6718|Solomon 1968\n" +
  "4719|6719|Easter Island 1967\n" +
  "4720|6720|Fiji 1986\n" +
  "4721|6721|Fiji 1956\n" +
  "4722|6722|South Georgia 1968\n" +
  "4723|6723|GCGD59\n" +
  "4724|6724|Diego Garcia 1969\n" +
  "4725|6725|Johnston Island 1961\n" +
  "4726|6726|SIGD61\n" +
  "4727|6727|Midway 1961\n" +
  "4728|6728|PN84\n" +
  "4729|6729|Pitcairn 1967\n" +
  "4730|6730|Santo 1965\n" +
  "4731|6731|Viti Levu 1916\n" +
  "4732|6732|Marshall Islands 1960\n" +
  "4733|6733|Wake Island 1952\n" +
  "4734|6734|Tristan 1968\n" +
  "4735|6735|Kusaie 1951\n" +
  "4736|6736|Deception Island\n" +
  "4737|6737|KGD2002\n" +
  "4738|6738|Hong Kong 1963\n" +
  "4739|6739|Hong Kong 1963(67)\n" +
  "4740|6740|PZ-90\n" +
  "4741|6741|FD54\n" +
  "4742|6742|GDM2000\n" +
  "4743|6743|Karbala 1979\n" +
  "4744|6744|Nahrwan 1934\n" +
  "4745|6745|RD/83\n" +
  "4746|6746|PD/83\n" +
  "4747|1421|GR96\n" +
  "4748|6748|Vanua Levu 1915\n" +
  "4749|6749|RGNC91-93\n" +
  "4750|6750|ST87 Ouvea\n" +
  "4751|6751|Kertau (RSO)\n" +
  "4752|6752|Viti Levu 1912\n" +
  "4753|6753|fk89\n" +
  "4754|6754|LGD2006\n" +
  "4755|6755|DGN95\n" +
  "4756|6756|VN-2000\n" +
  "4757|6757|SVY21\n" +
  "4758|6758|JAD2001\n" +
  "4759|6759|NAD83(NSRS2007)\n" +
  "4760|6760|WGS 66\n" +
  "4761|6761|HTRS96\n" +
  "4762|6762|BDA2000\n" +
  "4763|6763|Pitcairn 2006\n" +
  "4764|6764|RSRGD2000\n" +
  "4765|6765|Slovenia 1996\n" +
  "4801|6801|CH1903 (Bern)\n" +
  "4802|6802|Bogota 1975 (Bogota)\n" +
  "4803|6803|Lisbon (Lisbon)\n" +
  "4804|6804|Makassar (Jakarta)\n" +
  "4805|6805|MGI (Ferro)\n" +
  "4806|6806|Monte Mario (Rome)\n" +
  "4807|6807|NTF (Paris)\n" +
  "4808|6808|Padang (Jakarta)\n" +
  "4809|6809|BD50 (Brussels)\n" +
  "4810|6810|Tananarive (Paris)\n" +
  "4811|6811|Voirol 1875 (Paris)\n" +
  "4813|6813|Batavia (Jakarta)\n" +
  "4814|6814|RT38 (Stockholm)\n" +
  "4815|6815|Greek (Athens)\n" +
  "4816|6816|Carthage (Paris)\n" +
  "4817|6817|NGO 1948 (Oslo)\n" +
  "4818|6818|S-JTSK (Ferro)\n" +
  "4819|6819|Nord Sahara 1959 (Paris)\n" +
  "4820|6820|Segara (Jakarta)\n" +
  "4821|6821|Voirol 1879 (Paris)\n" +
  "4823|1044|Sao Tome\n" +
  "4824|1046|Principe\n" +
  "4901|6901|ATF (Paris)\n" +
  "4902|6902|NDG (Paris)\n" +
  "4903|6903|Madrid 1870 (Madrid)\n" +
  "4904|6904|Lisbon 1890 (Lisbon)\n" +
  "5013|1041|PTRA08\n" +
  "5132|1048|Tokyo 1892\n" +
  "5228|1052|S-JTSK/05\n" +
  "5229|1055|S-JTSK/05 (Ferro)\n" +
  "5233|1053|SLD99\n" +
  "5246|1056|GDBD2009\n" +
  "5252|1057|TUREF\n" +
  "5264|1058|DRUKREF 03\n" +
  "5324|1060|ISN2004\n" +
  "5340|1062|POSGAR 2007\n" +
  "5354|1063|MARGEN\n" +
  "5360|1064|SIRGAS-Chile 2002\n" +
  "5365|1065|CR05\n" +
  "5371|1066|MACARIO SOLIS\n" +
  "5373|1067|Peru96\n" +
  "5381|1068|SIRGAS-ROU98\n" +
  "5393|1069|SIRGAS_ES2007.8\n" +
  "5451|1070|Ocotepeque 1935\n" +
  "5464|1071|Sibun Gorge 1922\n" +
  "5467|1072|Panama-Colon 1911\n" +
  "5489|1073|RGAF09\n" +
  "5524|1074|Corrego Alegre 1961\n" +
  "5527|1075|SAD69(96)\n" +
  "5546|1076|PNG94\n" +
  "5561|1077|UCS-2000\n" +
  "5593|1078|FEH2010\n" +
  "5681|1081|DB_REF\n" +
  "5886|1095|TGD2005\n" +
  "6135|1100|CIGD11\n" +
  "6207|1111|Nepal 1981\n" +
  "6311|1112|CGRS93\n" +
  "6318|1116|NAD83(2011)\n" +
  "6322|1117|NAD83(PA11)\n" +
  "6325|1118|NAD83(MA11)\n" +
  "6365|1120|Mexico ITRF2008\n" +
  "6668|1128|JGD2011\n" +
  "6706|1132|RDN2008\n" +
  "6783|1133|NAD83(CORS96)\n" +
  "6881|1135|Aden 1925\n" +
  "6882|1137|Bekaa Valley 1920\n" +
  "6883|1136|Bioko\n" +
  "6892|1138|South East Island 1943\n" +
  "6894|1139|Gambia\n" +
  "6980|1143|IGD05\n" +
  "6983|1142|IG05 Intermediate CRS\n" +
  "6987|1145|IGD05/12\n" +
  "6990|1144|IG05/12 Intermediate CRS\n" +
  "7035|1038|RGSPM06 (lon-lat)\n" +
  "7037|6627|RGR92 (lon-lat)\n" +
  "7039|1036|RGM04 (lon-lat)\n" +
  "7041|6624|RGFG95 (lon-lat)\n" +
  "7073|1113|RGTAAF07\n" +
  "7084|6171|RGF93 v1 (lon-lat)\n" +
  "7086|1073|RGAF09 (lon-lat)\n" +
  "7088|1113|RGTAAF07 (lon-lat)\n" +
  "7133|1113|RGTAAF07 (lon-lat)\n" +
  "7136|1114|IGD05\n" +
  "7139|1115|IGD05/12\n" +
  "7373|1147|ONGD14\n" +
  "7683|1159|GSK-2011\n" +
  "7686|1160|Kyrg-06\n" +
  "7798|1167|BGS2005\n" +
  "7844|1168|GDA2020\n" +
  "7881|1173|St. Helena Tritan\n" +
  "7886|1174|SHGD2015\n" +
  "8042|1188|Gusterberg (Ferro)\n" +
  "8043|1189|St. Stephen (Ferro)\n" +
  "8086|1187|ISN2016\n" +
  "8232|1192|NAD83(CSRS96)\n" +
  "8237|1193|NAD83(CSRS)v2\n" +
  "8240|1194|NAD83(CSRS)v3\n" +
  "8246|1195|NAD83(CSRS)v4\n" +
  "8249|1196|NAD83(CSRS)v5\n" +
  "8252|1197|NAD83(CSRS)v6\n" +
  "8255|1198|NAD83(CSRS)v7\n" +
  "8351|1201|S-JTSK [JTSK03]\n" +
  "8427|1209|Hong Kong Geodetic CS\n" +
  "8428|1207|Macao 1920\n" +
  "8431|1208|Macao 2008\n" +
  "8449|6152|NAD83(FBN)\n" +
  "8545|1212|NAD83(HARN Corrected)\n" +
  "8685|1214|SRB_ETRS89\n" +
  "8694|1217|Camacupa 2015\n" +
  "8699|1220|RSAO13\n" +
  "8818|1218|MTRF-2000\n" +
  "8860|1211|NAD83(FBN)\n" +
  "8888|1166|WGS 84 (Transit)\n" +
  "8900|1223|RGWF96\n" +
  "8902|1223|RGWF96 (lon-lat)\n" +
  "8907|1225|CR-SIRGAS epoch 2014.59\n" +
  "8949|1243|SIRGAS-Chile 2010\n" +
  "8972|1227|SIRGAS-CON DGF00P01\n" +
  "8973|1228|SIRGAS-CON DGF01P01\n" +
  "8974|1229|SIRGAS-CON DGF01P02\n" +
  "8975|1230|SIRGAS-CON DGF02P01\n" +
  "8976|1231|SIRGAS-CON DGF04P01\n" +
  "8977|1232|SIRGAS-CON DGF05P01\n" +
  "8978|1233|SIRGAS-CON DGF06P01\n" +
  "8979|1234|SIRGAS-CON DGF07P01\n" +
  "8980|1235|SIRGAS-CON DGF08P01\n" +
  "8981|1236|SIRGAS-CON SIR09P01\n" +
  "8982|1237|SIRGAS-CON SIR10P01\n" +
  "8983|1238|SIRGAS-CON SIR11P01\n" +
  "8984|1239|SIRGAS-CON SIR13P01\n" +
  "8985|1240|SIRGAS-CON SIR14P01\n" +
  "8986|1241|SIRGAS-CON SIR15P01\n" +
  "8987|1242|SIRGAS-CON SIR17P01\n" +
  "8988|6647|ITRF88\n" +
  "8989|6648|ITRF89\n" +
  "8990|6649|ITRF90\n" +
  "8991|6650|ITRF91\n" +
  "8992|6651|ITRF92\n" +
  "8993|6652|ITRF93\n" +
  "8994|6653|ITRF94\n" +
  "8995|6654|ITRF96\n" +
  "8996|6655|ITRF97\n" +
  "8997|6656|ITRF2000\n" +
  "8998|6896|ITRF2005\n" +
  "8999|1061|ITRF2008\n" +
  "9000|1165|ITRF2014\n" +
  "9003|1244|IGS97\n" +
  "9006|1245|IGS00\n" +
  "9009|1246|IGb00\n" +
  "9012|1247|IGS05\n" +
  "9014|1141|IGS08\n" +
  "9017|1248|IGb08\n" +
  "9019|1191|IGS14\n" +
  "9053|1152|WGS 84 (G730)\n" +
  "9054|1153|WGS 84 (G873)\n" +
  "9055|1154|WGS 84 (G1150)\n" +
  "9056|1155|WGS 84 (G1674)\n" +
  "9057|1156|WGS 84 (G1762)\n" +
  "9059|1178|ETRF89\n" +
  "9060|1179|ETRF90\n" +
  "9061|1180|ETRF91\n" +
  "9062|1181|ETRF92\n" +
  "9063|1182|ETRF93\n" +
  "9064|1183|ETRF94\n" +
  "9065|1184|ETRF96\n" +
  "9066|1185|ETRF97\n" +
  "9067|1186|ETRF2000\n" +
  "9068|1204|ETRF2005\n" +
  "9069|1206|ETRF2014\n" +
  "9072|1221|NAD83(MARP00)\n" +
  "9075|1249|NAD83(PACP00)\n" +
  "9140|1251|KOSOVAREF01\n" +
  "9148|1252|SIRGAS-Chile 2013\n" +
  "9153|1253|SIRGAS-Chile 2016\n" +
  "9184|1254|SIRGAS-Chile\n" +
  "9248|1257|Tapi Aike\n" +
  "9251|1258|MMN\n" +
  "9253|1259|MMS\n" +
  "9294|1263|ONGD17\n" +
  "9299|1264|HS2-IRF\n" +
  "9309|1291|ATRF2014\n" +
  "9333|1268|KSA-GRF17\n" +
  "9364|1266|TPEN11-IRF\n" +
  "9372|1271|MML07-IRF\n" +
  "9380|1272|IGb14\n" +
  "9384|1273|AbInvA96_2020-IRF\n" +
  "9403|1286|PN68\n" +
  "9453|1289|GBK19-IRF\n" +
  "9470|1293|SRGI2013\n" +
  "9474|1157|PZ-90.02\n" +
  "9475|1158|PZ-90.11\n" +
  "9547|1295|LTF2004(G)\n" +
  "9696|1304|REDGEOMIN\n" +
  "9702|1305|ETRF2000-PL\n" +
  "9739|1308|EOS21-IRF\n" +
  "9755|1309|WGS 84 (G2139)\n" +
  "9758|1310|ECML14_NB-IRF\n" +
  "9763|1311|EWR2-IRF\n" +
  "9777|1312|RGF93 v2\n" +
  "9779|1312|RGF93 v2 (lon-lat)\n" +
  "9782|1313|RGF93 v2b\n" +
  "9784|1313|RGF93 v2b (lon-lat)\n" +
  "9866|1314|MRH21-IRF\n" +
  "9871|1315|MOLDOR11-IRF\n" +
  "9939|1319|EBBWV14-IRF\n" +
  "9964|1317|HULLEE13-IRF\n" +
  "9969|1320|SCM22-IRF\n" +
  "9974|1321|FNL22-IRF\n" +
  "9990|1322|ITRF2020\n" +
  "10158|1332|S34J-IRF\n" +
  "10175|1334|DoPw22-IRF\n" +
  "10178|1333|IGS20\n" +
  "10185|1335|ShAb07-IRF\n" +
  "10191|1336|CNH22-IRF\n" +
  "10196|1338|CWS13-IRF\n" +
  "10204|1339|DIBA15-IRF\n" +
  "10209|1340|GWPBS22-IRF\n" +
  "10214|1341|GWWAB22-IRF\n" +
  "10219|1342|GWWWA22-IRF\n" +
  "10224|1343|MALS09-IRF\n" +
  "10229|1344|OxWo08-IRF\n" +
  "10237|1345|SYC20-IRF\n" +
  "10249|1337|S34S-IRF\n" +
  "10252|1346|S45B-IRF\n" +
  "10256|1347|GS-IRF\n" +
  "10260|1348|GSB-IRF\n" +
  "10265|1349|KK-IRF\n" +
  "10268|1350|Ostenfeld-IRF\n" +
  "10272|1351|SMITB20-IRF\n" +
  "10277|1352|RBEPP12-IRF\n" +
  "10284|1353|ETRS89/DREF91/2016\n" +
  "10299|1355|RGSH2020\n" +
  "10305|1356|LKS-2020\n" +
  "10307|6749|RGNC91-93 (lon-lat)\n" +
  "10310|1357|RGNC15\n" +
  "10312|1357|RGNC15 (lon-lat)\n" +
  "10328|1358|BH_ETRS89\n" +
  "10345|1359|Hughes 1980\n" +
  "10346|1360|NSIDC Authalic Sphere\n" +
  "10414|1365|NAD83(CSRS)v8\n" +
  "10468|1366|COV23-IRF\n" +
  "10475|1367|BBT2000\n" +
  "10571|1382|ETRF2020\n" +
  "10606|1383|WGS 84 (G2296)\n" +
  "10623|1385|ECML14-IRF\n" +
  "10628|1386|WC05-IRF\n" +
  "10636|1379|Saba\n" +
  "10639|1380|BES2020 Saba\n" +
  "10671|1389|RGM23\n" +
  "10673|1389|RGM23 (lon-lat)\n" +
  "10690|1391|EUREF-FIN\n" +
  "10725|1392|UZGD2024\n" +
  "10736|1393|Sint Eustatius\n" +
  "10739|1394|BES2020 Sint Eustatius\n" +
  "10758|1396|Bonaire\n" +
  "10762|1397|Bonaire 2004\n" +
  "10781|1399|ITRF2020-u2023\n" +
  "10785|1400|IGb20\n" +
  "10791|1401|UGRF\n" +
  "10800|1402|LibRef21\n" +
  "10807|1403|NKG_ETRF14\n" +
  "10831|1404|Georgia Geodetic Datum\n" +
  "10849|1405|EWR3-IRF\n" +
  "10860|1406|WSPG-IRF\n" +
  "10875|1407|ETRS89-NOR [EUREF89]\n" +
  "10892|1412|ETRS89-DNK\n" +
  "10898|1413|Asse 2025\n" +
  "10910|1414|CSRN epoch 2025.0 (NAD83 2011)\n" +
  "10941|1417|QazTRF-23\n" +
  "10952|1418|CSRN epoch 2025.0 (ITRF2020)\n" +
  "10956|1420|GR96(1996)\n" +
  "10959|1419|GR96(2021)\n" +
  "10968|1422|NATRF2022\n" +
  "11043|1428|CR-SIRGAS epoch 2019.24\n" +
  "20033|1324|MWC18-IRF\n" +
  "20041|1327|SIRGAS-Chile 2021\n" +
  "20046|1329|MAGNA-SIRGAS 2018\n";

/** Datums: code, code of the ellipsoid, code of the prime meridian, name. */
export const DATUMS =
  "1024|7004|8901|Hungarian Datum 1909\n" +
  "1025|7050|8901|Taiwan Datum 1967\n" +
  "1026|7019|8901|Taiwan Datum 1997\n" +
  "1029|7019|8901|Iraqi Geospatial Reference System\n" +
  "1031|7004|8901|MGI 1901\n" +
  "1032|7019|8901|MOLDREF99\n" +
  "1033|7019|8901|Reseau Geodesique de la RDC 2005\n" +
  "1034|7019|8901|Serbian Reference Network 1998\n" +
  "1035|7019|8901|Red Geodesica de Canarias 1995\n" +
  "1036|7019|8901|Reseau Geodesique de Mayotte 2004\n" +
  "1037|7022|8901|Cadastre 1997\n" +
  "1038|7019|8901|Reseau Geodesique de Saint Pierre et Miquelon 2006\n" +
  "1041|7019|8901|Autonomous Regions of Portugal 2008\n" +
  "1042|7019|8901|Mexico ITRF92\n" +
  "1043|1024|8901|China 2000\n" +
  "1044|7022|8901|Sao Tome\n" +
  "1045|7024|8901|New Beijing\n" +
  "1046|7022|8901|Principe\n" +
  "1047|7019|8901|Reseau de Reference des Antilles Francaises 1991\n" +
  "1048|7004|8901|Tokyo 1892\n" +
  "1052|7004|8901|System of the Unified Trigonometrical Cadastral Network/05\n" +
  "1053|7015|8901|Sri Lanka Datum 1999\n" +
  "1055|7004|8909|System of the Unified Trigonometrical Cadastral Network/05 (Ferro)\n" +
  "1056|7019|8901|Geocentric Datum Brunei Darussalam 2009\n" +
  "1057|7019|8901|Turkish National Reference Frame\n" +
  "1058|7019|8901|Bhutan National Geodetic Datum\n" +
  "1060|7019|8901|Islands Net 2004\n" +
  "1061|7019|8901|International Terrestrial Reference Frame 2008\n" +
  "1062|7030|8901|Posiciones Geodesicas Argentinas 2007\n" +
  "1063|7019|8901|Marco Geodesico Nacional de Bolivia\n" +
  "1064|7019|8901|SIRGAS-Chile realization 1 epoch 2002\n" +
  "1065|7030|8901|Costa Rica 2005\n" +
  "1066|7019|8901|Sistema Geodesico Nacional de Panama MACARIO SOLIS\n" +
  "1067|7019|8901|Peru96\n" +
  "1068|7030|8901|SIRGAS-ROU98\n" +
  "1069|7019|8901|SIRGAS_ES2007.8\n" +
  "1070|7008|8901|Ocotepeque 1935\n" +
  "1071|7007|8901|Sibun Gorge 1922\n" +
  "1072|7008|8901|Panama-Colon 1911\n" +
  "1073|7019|8901|Reseau Geodesique des Antilles Francaises 2009\n" +
  "1074|7022|8901|Corrego Alegre 1961\n" +
  "1075|7050|8901|South American Datum 1969(96)\n" +
  "1076|7019|8901|Papua New Guinea Geodetic Datum 1994\n" +
  "1077|7024|8901|Ukraine 2000\n" +
  "1078|7019|8901|Fehmarnbelt Datum 2010\n" +
  "1081|7004|8901|Deutsche Bahn Reference System\n" +
  "1095|7019|8901|Tonga Geodetic Datum 2005\n" +
  "1100|7019|8901|Cayman Islands Geodetic Datum 2011\n" +
  "1111|7015|8901|Nepal 1981\n" +
  "1112|7030|8901|Cyprus Geodetic Reference System 1993\n" +
  "1113|7019|8901|Reseau Geodesique des Terres Australes et Antarctiques Francaises 2007\n" +
  "1114|7030|8901|Israeli Geodetic Datum 2005\n" +
  "1115|7030|8901|Israeli Geodetic Datum 2005(2012)\n" +
  "1116|7019|8901|NAD83 (National Spatial Reference System 2011)\n" +
  "1117|7019|8901|NAD83 (National Spatial Reference System PA11)\n" +
  "1118|7019|8901|NAD83 (National Spatial Reference System MA11)\n" +
  "1120|7019|8901|Mexico ITRF2008\n" +
  "1128|7019|8901|Japanese Geodetic Datum 2011\n" +
  "1132|7019|8901|Rete Dinamica Nazionale 2008\n" +
  "1133|7019|8901|NAD83 (Continuously Operating Reference Station 1996)\n" +
  "1135|7012|8901|Aden 1925\n" +
  "1136|7022|8901|Bioko\n" +
  "1137|7012|8901|Bekaa Valley 1920\n" +
  "1138|7012|8901|South East Island 1943\n" +
  "1139|7012|8901|Gambia\n" +
  "1141|7019|8901|IGS08\n" +
  "1142|7019|8901|IG05 Intermediate Datum\n" +
  "1143|7019|8901|Israeli Geodetic Datum 2005\n" +
  "1144|7019|8901|IG05/12 Intermediate Datum\n" +
  "1145|7019|8901|Israeli Geodetic Datum 2005(2012)\n" +
  "1147|7019|8901|Oman National Geodetic Datum 2014\n" +
  "1152|7030|8901|World Geodetic System 1984 (G730)\n" +
  "1153|7030|8901|World Geodetic System 1984 (G873)\n" +
  "1154|7030|8901|World Geodetic System 1984 (G1150)\n" +
  "1155|7030|8901|World Geodetic System 1984 (G1674)\n" +
  "1156|7030|8901|World Geodetic System 1984 (G1762)\n" +
  "1157|7054|8901|Parametry Zemli 1990.02\n" +
  "1158|7054|8901|Parametry Zemli 1990.11\n" +
  "1159|1025|8901|Geodezicheskaya Sistema Koordinat 2011\n" +
  "1160|7019|8901|Kyrgyzstan Geodetic Datum 2006\n" +
  "1165|7019|8901|International Terrestrial Reference Frame 2014\n" +
  "1166|7030|8901|World Geodetic System 1984 (Transit)\n" +
  "1167|7019|8901|Bulgaria Geodetic System 2005\n" +
  "1168|7019|8901|Geocentric Datum of Australia 2020\n" +
  "1173|7030|8901|St. Helena Tritan\n" +
  "1174|7019|8901|St. Helena Geodetic Datum 2015\n" +
  "1178|7019|8901|European Terrestrial Reference Frame 1989\n" +
  "1179|7019|8901|European Terrestrial Reference Frame 1990\n" +
  "1180|7019|8901|European Terrestrial Reference Frame 1991\n" +
  "1181|7019|8901|European Terrestrial Reference Frame 1992\n" +
  "1182|7019|8901|European Terrestrial Reference Frame 1993\n" +
  "1183|7019|8901|European Terrestrial Reference Frame 1994\n" +
  "1184|7019|8901|European Terrestrial Reference Frame 1996\n" +
  "1185|7019|8901|European Terrestrial Reference Frame 1997\n" +
  "1186|7019|8901|European Terrestrial Reference Frame 2000\n" +
  "1187|7019|8901|Islands Net 2016\n" +
  "1188|1026|8909|Gusterberg (Ferro)\n" +
  "1189|1026|8909|St. Stephen (Ferro)\n" +
  "1191|7019|8901|IGS14\n" +
  "1192|7019|8901|North American Datum of 1983 (CSRS96)\n" +
  "1193|7019|8901|North American Datum of 1983 (CSRS) version 2\n" +
  "1194|7019|8901|North American Datum of 1983 (CSRS) version 3\n" +
  "1195|7019|8901|North American Datum of 1983 (CSRS) version 4\n" +
  "1196|7019|8901|North American Datum of 1983 (CSRS) version 5\n" +
  "1197|7019|8901|North American Datum of 1983 (CSRS) version 6\n" +
  "1198|7019|8901|North American Datum of 1983 (CSRS) version 7\n" +
  "1201|7004|8901|System of the Unified Trigonometrical Cadastral Network [JTSK03]\n" +
  "1204|7019|8901|European Terrestrial Reference Frame 2005\n" +
  "1206|7019|8901|European Terrestrial Reference Frame 2014\n" +
  "1207|7022|8901|Macao 1920\n" +
  "1208|7019|8901|Macao Geodetic Datum 2008\n" +
  "1209|7019|8901|Hong Kong Geodetic\n" +
  "1211|7019|8901|NAD83 (Federal Base Network)\n" +
  "1212|7019|8901|NAD83 (High Accuracy Reference Network - Corrected)\n" +
  "1214|7019|8901|Serbian Spatial Reference System 2000\n" +
  "1217|7012|8901|Camacupa 2015\n" +
  "1218|7019|8901|MOMRA Terrestrial Reference Frame 2000\n" +
  "1220|7019|8901|Reference System de Angola 2013\n" +
  "1221|7019|8901|North American Datum of 1983 (MARP00)\n" +
  "1223|7019|8901|Reseau Geodesique de Wallis et Futuna 1996\n" +
  "1225|7019|8901|CR-SIRGAS epoch 2014.59\n" +
  "1227|7019|8901|SIRGAS Continuously Operating Network DGF00P01\n" +
  "1228|7019|8901|SIRGAS Continuously Operating Network DGF01P01\n" +
  "1229|7019|8901|SIRGAS Continuously Operating Network DGF01P02\n" +
  "1230|7019|8901|SIRGAS Continuously Operating Network DGF02P01\n" +
  "1231|7019|8901|SIRGAS Continuously Operating Network DGF04P01\n" +
  "1232|7019|8901|SIRGAS Continuously Operating Network DGF05P01\n" +
  "1233|7019|8901|SIRGAS Continuously Operating Network DGF06P01\n" +
  "1234|7019|8901|SIRGAS Continuously Operating Network DGF07P01\n" +
  "1235|7019|8901|SIRGAS Continuously Operating Network DGF08P01\n" +
  "1236|7019|8901|SIRGAS Continuously Operating Network SIR09P01\n" +
  "1237|7019|8901|SIRGAS Continuously Operating Network SIR10P01\n" +
  "1238|7019|8901|SIRGAS Continuously Operating Network SIR11P01\n" +
  "1239|7019|8901|SIRGAS Continuously Operating Network SIR13P01\n" +
  "1240|7019|8901|SIRGAS Continuously Operating Network SIR14P01\n" +
  "1241|7019|8901|SIRGAS Continuously Operating Network SIR15P01\n" +
  "1242|7019|8901|SIRGAS Continuously Operating Network SIR17P01\n" +
  "1243|7019|8901|SIRGAS-Chile realization 2 epoch 2010\n" +
  "1244|7019|8901|IGS97\n" +
  "1245|7019|8901|IGS00\n" +
  "1246|7019|8901|IGb00\n" +
  "1247|7019|8901|IGS05\n" +
  "1248|7019|8901|IGb08\n" +
  "1249|7019|8901|North American Datum of 1983 (PACP00)\n" +
  "1251|7019|8901|Kosovo Reference System 2001\n" +
  "1252|7019|8901|SIRGAS-Chile realization 3 epoch 2013\n" +
  "1253|7019|8901|SIRGAS-Chile realization 4 epoch 2016\n" +
  "1254|7019|8901|SIRGAS-Chile\n" +
  "1257|7022|8901|Tapi Aike\n" +
  "1258|7022|8901|Ministerio de Marina Norte\n" +
  "1259|7022|8901|Ministerio de Marina Sur\n" +
  "1263|7019|8901|Oman National Geodetic Datum 2017\n" +
  "1264|7019|8901|HS2 Intermediate Reference Frame\n" +
  "1266|7019|8901|TPEN11 Intermediate Reference Frame\n" +
  "1268|7019|8901|Kingdom of Saudi Arabia Geodetic Reference Frame 2017\n" +
  "1271|7019|8901|MML07 Intermediate Reference Frame\n" +
  "1272|7019|8901|IGb14\n" +
  "1273|7019|8901|AbInvA96_2020 Intermediate Reference Frame\n" +
  "1286|7022|8901|Pico de las Nieves 1968\n" +
  "1289|7019|8901|GBK19 Intermediate Reference Frame\n" +
  "1291|7019|8901|Australian Terrestrial Reference Frame 2014\n" +
  "1293|7030|8901|Sistem Referensi Geospasial Indonesia 2013\n" +
  "1295|7019|8901|Lyon Turin Ferroviaire 2004\n" +
  "1304|7019|8901|Red Geodesica Para Mineria en Chile\n" +
  "1305|7019|8901|ETRF2000 Poland\n" +
  "1308|7019|8901|EOS21 Intermediate Reference Frame\n" +
  "1309|7030|8901|World Geodetic System 1984 (G2139)\n" +
  "1310|7019|8901|ECML14_NB Intermediate Reference Frame\n" +
  "1311|7019|8901|EWR2 Intermediate Reference Frame\n" +
  "1312|7019|8901|Reseau Geodesique Francais 1993 v2\n" +
  "1313|7019|8901|Reseau Geodesique Francais 1993 v2b\n" +
  "1314|7019|8901|MRH21 Intermediate Reference Frame\n" +
  "1315|7019|8901|MOLDOR11 Intermediate Reference Frame\n" +
  "1317|7019|8901|HULLEE13 Intermediate Reference Frame\n" +
  "1319|7019|8901|EBBWV14 Intermediate Reference Frame\n" +
  "1320|7019|8901|SCM22 Intermediate Reference Frame\n" +
  "1321|7019|8901|FNL22 Intermediate Reference Frame\n" +
  "1322|7019|8901|International Terrestrial Reference Frame 2020\n" +
  "1324|7019|8901|MWC18 Intermediate Reference Frame\n" +
  "1327|7019|8901|SIRGAS-Chile realization 5 epoch 2021\n" +
  "1329|7019|8901|Marco Geocentrico Nacional de Referencia 2018\n" +
  "1332|7022|8901|System 34 Jylland Intermediate Datum\n" +
  "1333|7019|8901|IGS20\n" +
  "1334|7019|8901|DoPw22 Intermediate Reference Frame\n" +
  "1335|7019|8901|ShAb07 Intermediate Reference Frame\n" +
  "1336|7019|8901|CNH22 Intermediate Reference Frame\n" +
  "1337|7022|8901|System 34 Sjaelland Intermediate Datum\n" +
  "1338|7019|8901|CWS13 Intermediate Reference Frame\n" +
  "1339|7019|8901|DIBA15 Intermediate Reference Frame\n" +
  "1340|7019|8901|GWPBS22 Intermediate Reference Frame\n" +
  "1341|7019|8901|GWWAB22 Intermediate Reference Frame\n" +
  "1342|7019|8901|GWWWA22 Intermediate Reference Frame\n" +
  "1343|7019|8901|MALS09 Intermediate Reference Frame\n" +
  "1344|7019|8901|OxWo08 Intermediate Reference Frame\n" +
  "1345|7019|8901|SYC20 Intermediate Reference Frame\n" +
  "1346|7022|8901|System 45 Bornholm Intermediate Datum\n" +
  "1347|7051|8901|Generalstabens System Intermediate Datum\n" +
  "1348|7051|8901|Generalstabens System Bornholm Intermediate Datum\n" +
  "1349|7051|8901|Copenhagen Commune Intermediate Datum\n" +
  "1350|7004|8901|Ostenfeld  Intermediate Datum\n" +
  "1351|7019|8901|SMITB20 Intermediate Reference Frame\n" +
  "1352|7019|8901|RBEPP12 Intermediate Reference Frame\n" +
  "1353|7019|8901|ETRS89/DREF91 Realization 2016\n" +
  "1355|7019|8901|Sonatrach Reference Frame 2020\n" +
  "1356|7019|8901|Latvian coordinate system 2020\n" +
  "1357|7019|8901|Reseau Geodesique de Nouvelle Caledonie 2015\n" +
  "1358|7019|8901|BH_ETRS89\n" +
  "1359|7058|8901|Hughes 1980\n" +
  "1360|7057|8901|NSIDC International 1924 Authalic Sphere\n" +
  "1365|7019|8901|North American Datum of 1983 (CSRS) version 8\n" +
  "1366|7019|8901|COV23 Intermediate Reference Frame\n" +
  "1367|7030|8901|Brenner Base Tunnel 2000\n" +
  "1379|7022|8901|Saba\n" +
  "1380|7019|8901|BES2020 Saba\n" +
  "1382|7019|8901|European Terrestrial Reference Frame 2020\n" +
  "1383|7030|8901|World Geodetic System 1984 (G2296)\n" +
  "1385|7019|8901|ECML14 Intermediate Reference Frame\n" +
  "1386|7019|8901|WC05 Intermediate Reference Frame\n" +
  "1389|7019|8901|Mayotte Geodetic Reference Frame 2023\n" +
  "1391|7019|8901|EUREF-FIN\n" +
  "1392|7019|8901|Uzbekistan Geodetic Datum 2024\n" +
  "1393|7022|8901|Sint Eustatius\n" +
  "1394|7019|8901|BES2020 Sint Eustatius\n" +
  "1396|7022|8901|Bonaire\n" +
  "1397|7019|8901|Bonaire 2004\n" +
  "1399|7019|8901|International Terrestrial Reference Frame 2020-u2023\n" +
  "1400|7019|8901|IGb20\n" +
  "1401|7019|8901|Uganda Geodetic Reference Frame\n" +
  "1402|7019|8901|Liberia Reference Frame 2021\n" +
  "1403|7019|8901|Nordic Geodetic Commission ETRF14\n" +
  "1404|7019|8901|Georgia Geodetic Datum\n" +
  "1405|7019|8901|EWR3 Intermediate Reference Frame\n" +
  "1406|7019|8901|WSPG Intermediate Reference Frame\n" +
  "1407|7019|8901|ETRS89-NOR [EUREF89]\n" +
  "1412|7019|8901|ETRS89-DNK\n" +
  "1413|7004|8901|Asse geodetic datum 2025\n" +
  "1414|7019|8901|California Spatial Reference Network epoch 2025.0 (NAD83 2011)\n" +
  "1417|7019|8901|Kazakhstan Terrestrial Reference Frame 2023\n" +
  "1418|7019|8901|California Spatial Reference Network epoch 2025.0 (ITRF2020) \n" +
  "1419|7019|8901|Greenland Reference 1996 (2021)\n" +
  "1420|7019|8901|Greenland Reference 1996 (1996)\n" +
  "1421|7019|8901|Greenland Reference 1996\n" +
  "1422|7019|8901|North American Terrestrial Reference Frame of 2022\n" +
  "1428|7019|8901|CR-SIRGAS epoch 2019.24\n" +
  "6001|7001|8901|Not specified (based on Airy 1830 ellipsoid)\n" +
  "6002|7002|8901|Not specified (based on Airy Modified 1849 ellipsoid)\n" +
  "6003|7003|8901|Not specified (based on Australian National Spheroid)\n" +
  "6004|7004|8901|Not specified (based on Bessel 1841 ellipsoid)\n" +
  "6005|7005|8901|Not specified (based on Bessel Modified ellipsoid)\n" +
  "6006|7046|8901|Not specified (based on Bessel Namibia ellipsoid)\n" +
  "6007|7007|8901|Not specified (based on Clarke 1858 ellipsoid)\n" +
  "6008|7008|8901|Not specified (based on Clarke 1866 ellipsoid)\n" +
  "6009|7009|8901|Not specified (based on Clarke 1866 Michigan ellipsoid)\n" +
  "6010|7010|8901|Not specified (based on Clarke 1880 (Benoit) ellipsoid)\n" +
  "6011|7011|8901|Not specified (based on Clarke 1880 (IGN) ellipsoid)\n" +
  "6012|7012|8901|Not specified (based on Clarke 1880 (RGS) ellipsoid)\n" +
  "6013|7013|8901|Not specified (based on Clarke 1880 (Arc) ellipsoid)\n" +
  "6014|7014|8901|Not specified (based on Clarke 1880 (SGA 1922) ellipsoid)\n" +
  "6015|7015|8901|Not specified (based on Everest 1830 (1937 Adjustment) ellipsoid)\n" +
  "6016|7016|8901|Not specified (based on Everest 1830 (1967 Definition) ellipsoid)\n" +
  "6018|7018|8901|Not specified (based on Everest 1830 Modified ellipsoid)\n" +
  "6019|7019|8901|Not specified (based on GRS 1980 ellipsoid)\n" +
  "6020|7020|8901|Not specified (based on Helmert 1906 ellipsoid)\n" +
  "6021|7021|8901|Not specified (based on Indonesian National Spheroid)\n" +
  "6022|7022|8901|Not specified (based on International 1924 ellipsoid)\n" +
  "6024|7024|8901|Not specified (based on Krassowsky 1940 ellipsoid)\n" +
  "6025|7025|8901|Not specified (based on NWL 9D ellipsoid)\n" +
  "6027|7027|8901|Not specified (based on Plessis 1817 ellipsoid)\n" +
  "6028|7028|8901|Not specified (based on Struve 1860 ellipsoid)\n" +
  "6029|7029|8901|Not specified (based on War Office ellipsoid)\n" +
  "6030|7030|8901|Not specified (based on WGS 84 ellipsoid)\n" +
  "6031|7031|8901|Not specified (based on GEM 10C ellipsoid)\n" +
  "6032|7032|8901|Not specified (based on OSU86F ellipsoid)\n" +
  "6033|7033|8901|Not specified (based on OSU91A ellipsoid)\n" +
  "6034|7034|8901|Not specified (based on Clarke 1880 ellipsoid)\n" +
  "6035|7035|8901|Not specified (based on Authalic Sphere)\n" +
  "6036|7036|8901|Not specified (based on GRS 1967 ellipsoid)\n" +
  "6041|7041|8901|Not specified (based on Average Terrestrial System 1977 ellipsoid)\n" +
  "6042|7042|8901|Not specified (based on Everest (1830 Definition) ellipsoid)\n" +
  "6043|7043|8901|Not specified (based on WGS 72 ellipsoid)\n" +
  "6044|7044|8901|Not specified (based on Everest 1830 (1962 Definition) ellipsoid)\n" +
  "6045|7045|8901|Not specified (based on Everest 1830 (1975 Definition) ellipsoid)\n" +
  "6047|7048|8901|Not specified (based on GRS 1980 Authalic Sphere)\n" +
  "6052|7052|8901|Not specified (based on Clarke 1866 Authalic Sphere)\n" +
  "6053|7057|8901|Not specified (based on International 1924 Authalic Sphere)\n" +
  "6054|7058|8901|Not specified (based on Hughes 1980 ellipsoid)\n" +
  "6055|7059|8901|Popular Visualisation Datum\n" +
  "6120|7004|8901|Greek\n" +
  "6121|7019|8901|Greek Geodetic Reference System 1987\n" +
  "6122|7041|8901|Average Terrestrial System 1977\n" +
  "6123|7022|8901|Kartastokoordinaattijarjestelma (1966)\n" +
  "6124|7004|8901|Rikets koordinatsystem 1990\n" +
  "6125|7004|8901|Samboja\n" +
  "6126|7019|8901|Lithuania 1994 (ETRS89)\n" +
  "6127|7008|8901|Tete\n" +
  "6128|7008|8901|Madzansua\n" +
  "6129|7008|8901|Observatario\n" +
  "6130|7030|8901|Moznet (ITRF94)\n" +
  "6131|7015|8901|Indian 1960\n" +
  "6132|7012|8901|Final Datum 1958\n" +
  "6133|7019|8901|Estonia 1992\n" +
  "6134|7012|8901|PDO Survey Datum 1993\n" +
  "6135|7008|8901|Old Hawaiian\n" +
  "6136|7008|8901|St. Lawrence Island\n" +
  "6137|7008|8901|St. Paul Island\n" +
  "6138|7008|8901|St. George Island\n" +
  "6139|7008|8901|Puerto Rico\n" +
  "6140|7019|8901|NAD83 Canadian Spatial Reference System\n" +
  "6141|7019|8901|Israel 1993\n" +
  "6142|7012|8901|Locodjo 1965\n" +
  "6143|7012|8901|Abidjan 1987\n" +
  "6144|7015|8901|Kalianpur 1937\n" +
  "6145|7044|8901|Kalianpur 1962\n" +
  "6146|7045|8901|Kalianpur 1975\n" +
  "6147|7024|8901|Hanoi 1972\n" +
  "6148|7030|8901|Hartebeesthoek94\n" +
  "6149|7004|8901|CH1903\n" +
  "6150|7004|8901|CH1903+\n" +
  "6151|7019|8901|Swiss Terrestrial Reference System 1995\n" +
  "6152|7019|8901|NAD83 (High Accuracy Reference Network)\n" +
  "6153|7022|8901|Rassadiran\n" +
  "6154|7022|8901|European Datum 1950(1977)\n" +
  "6155|7011|8901|Dabola 1981\n" +
  "6156|7004|8901|System of the Unified Trigonometrical Cadastral Network\n" +
  "6157|7007|8901|Mount Dillon\n" +
  "6158|7022|8901|Naparima 1955\n" +
  "6159|7022|8901|European Libyan Datum 1979\n" +
  "6160|7022|8901|Chos Malal 1914\n" +
  "6161|7022|8901|Pampa del Castillo\n" +
  "6162|7004|8901|Korean Datum 1985\n" +
  "6163|7030|8901|Yemen National Geodetic Network 1996\n" +
  "6164|7024|8901|South Yemen\n" +
  "6165|7022|8901|Bissau\n" +
  "6166|7030|8901|Korean Datum 1995\n" +
  "6167|7019|8901|New Zealand Geodetic Datum 2000\n" +
  "6168|7029|8901|Accra\n" +
  "6169|7008|8901|American Samoa 1962\n" +
  "6170|7019|8901|Sistema de Referencia Geocentrico para America del Sur 1995\n" +
  "6171|7019|8901|Reseau Geodesique Francais 1993 v1\n" +
  "6172|7019|8901|Posiciones Geodesicas Argentinas\n" +
  "6173|7019|8901|IRENET95\n" +
  "6174|7029|8901|Sierra Leone Colony 1924\n" +
  "6175|7012|8901|Sierra Leone 1968\n" +
  "6176|7019|8901|Australian Antarctic Datum 1998\n" +
  "6178|7024|8901|Pulkovo 1942(83)\n" +
  "6179|7024|8901|Pulkovo 1942(58)\n" +
  "6180|7019|8901|Estonia 1997\n" +
  "6181|7022|8901|Luxembourg Reference Frame\n" +
  "6182|7022|8901|Azores Occidental Islands 1939\n" +
  "6183|7022|8901|Azores Central Islands 1948\n" +
  "6184|7022|8901|Azores Oriental Islands 1940\n" +
  "6185|7022|8901|Madeira 1936\n" +
  "6188|7001|8901|OSNI 1952\n" +
  "6189|7019|8901|Red Geodesica Venezolana\n" +
  "6190|7019|8901|Posiciones Geodesicas Argentinas 1998\n" +
  "6191|7024|8901|Albanian 1987\n" +
  "6192|7022|8901|Douala 1948\n" +
  "6193|7011|8901|Manoca 1962\n" +
  "6194|7022|8901|Qoornoq 1927\n" +
  "6195|7022|8901|Scoresbysund 1952\n" +
  "6196|7022|8901|Ammassalik 1958\n" +
  "6197|7012|8901|Garoua\n" +
  "6198|7012|8901|Kousseri\n" +
  "6199|7022|8901|Egypt 1930\n" +
  "6200|7024|8901|Pulkovo 1995\n" +
  "6201|7012|8901|Adindan\n" +
  "6202|7003|8901|Australian Geodetic Datum 1966\n" +
  "6203|7003|8901|Australian Geodetic Datum 1984\n" +
  "6204|7022|8901|Ain el Abd 1970\n" +
  "6205|7024|8901|Afgooye\n" +
  "6206|7011|8901|Agadez\n" +
  "6207|7022|8901|Lisbon 1937\n" +
  "6208|7022|8901|Aratu\n" +
  "6209|7013|8901|Arc 1950\n" +
  "6210|7012|8901|Arc 1960\n" +
  "6211|7004|8901|Batavia\n" +
  "6212|7012|8901|Barbados 1938\n" +
  "6213|7011|8901|Beduaram\n" +
  "6214|7024|8901|Beijing 1954\n" +
  "6215|7022|8901|Reseau National Belge 1950\n" +
  "6216|7008|8901|Bermuda 1957\n" +
  "6218|7022|8901|Bogota 1975\n" +
  "6219|7004|8901|Bukit Rimpah\n" +
  "6220|7012|8901|Camacupa 1948\n" +
  "6221|7022|8901|Campo Inchauspe\n" +
  "6222|7013|8901|Cape\n" +
  "6223|7011|8901|Carthage\n" +
  "6224|7022|8901|Chua\n" +
  "6225|7022|8901|Corrego Alegre 1970-72\n" +
  "6226|7011|8901|Cote d'Ivoire\n" +
  "6227|7011|8901|Deir ez Zor\n" +
  "6228|7011|8901|Douala\n" +
  "6229|7020|8901|Egypt 1907\n" +
  "6230|7022|8901|European Datum 1950\n" +
  "6231|7022|8901|European Datum 1987\n" +
  "6232|7012|8901|Fahud\n" +
  "6233|7022|8901|Gandajika 1970\n" +
  "6234|7011|8901|Garoua\n" +
  "6235|7022|8901|Guyane Francaise\n" +
  "6236|7022|8901|Hu Tzu Shan 1950\n" +
  "6237|7036|8901|Hungarian Datum 1972\n" +
  "6238|7021|8901|Indonesian Datum 1974\n" +
  "6239|7015|8901|Indian 1954\n" +
  "6240|7015|8901|Indian 1975\n" +
  "6241|7034|8901|Jamaica 1875\n" +
  "6242|7008|8901|Jamaica 1969\n" +
  "6243|7042|8901|Kalianpur 1880\n" +
  "6244|7015|8901|Kandawala\n" +
  "6245|7018|8901|Kertau 1968\n" +
  "6246|7012|8901|Kuwait Oil Company\n" +
  "6247|7022|8901|La Canoa\n" +
  "6248|7022|8901|Provisional South American Datum 1956\n" +
  "6249|7022|8901|Lake\n" +
  "6250|7012|8901|Leigon\n" +
  "6251|7012|8901|Liberia 1964\n" +
  "6252|7011|8901|Lome\n" +
  "6253|7008|8901|Luzon 1911\n" +
  "6254|7022|8901|Hito XVIII 1963\n" +
  "6255|7022|8901|Herat North\n" +
  "6256|7012|8901|Mahe 1971\n" +
  "6257|7004|8901|Makassar\n" +
  "6258|7019|8901|European Terrestrial Reference System 1989\n" +
  "6259|7022|8901|Malongo 1987\n" +
  "6260|7012|8901|Manoca\n" +
  "6261|7011|8901|Merchich\n" +
  "6262|7004|8901|Massawa\n" +
  "6263|7012|8901|Minna\n" +
  "6264|7022|8901|Mhast\n" +
  "6265|7022|8901|Monte Mario\n" +
  "6266|7011|8901|M'poraloko\n" +
  "6267|7008|8901|North American Datum 1927\n" +
  "6268|7009|8901|NAD27 Michigan\n" +
  "6269|7019|8901|North American Datum 1983\n" +
  "6270|7012|8901|Nahrwan 1967\n" +
  "6271|7022|8901|Naparima 1972\n" +
  "6272|7022|8901|New Zealand Geodetic Datum 1949\n" +
  "6273|7005|8901|NGO 1948\n" +
  "6274|7022|8901|Datum 73\n" +
  "6275|7011|8901|Nouvelle Triangulation Francaise\n" +
  "6276|7025|8901|NSWC 9Z-2\n" +
  "6277|7001|8901|Ordnance Survey of Great Britain 1936\n" +
  "6278|7001|8901|OSGB 1970 (SN)\n" +
  "6279|7001|8901|OS (SN) 1980\n" +
  "6280|7004|8901|Padang 1884\n" +
  "6281|7010|8901|Palestine 1923\n" +
  "6282|7011|8901|Congo 1960 Pointe Noire\n" +
  "6283|7019|8901|Geocentric Datum of Australia 1994\n" +
  "6284|7024|8901|Pulkovo 1942\n" +
  "6285|7022|8901|Qatar 1974\n" +
  "6286|7020|8901|Qatar 1948\n" +
  "6287|7022|8901|Qornoq\n" +
  "6288|7022|8901|Loma Quintana\n" +
  "6289|7004|8901|Amersfoort\n" +
  "6291|7036|8901|South American Datum 1969\n" +
  "6292|7022|8901|Sapper Hill 1943\n" +
  "6293|7046|8901|Schwarzeck\n" +
  "6294|7004|8901|Segora\n" +
  "6295|7004|8901|Serindung\n" +
  "6296|7011|8901|Sudan\n" +
  "6297|7022|8901|Tananarive 1925\n" +
  "6298|7016|8901|Timbalai 1948\n" +
  "6299|7002|8901|TM65\n" +
  "6300|7002|8901|Geodetic Datum of 1965\n" +
  "6301|7004|8901|Tokyo\n" +
  "6302|7007|8901|Trinidad 1903\n" +
  "6303|7020|8901|Trucial Coast 1948\n" +
  "6304|7011|8901|Voirol 1875\n" +
  "6306|7004|8901|Bern 1938\n" +
  "6307|7012|8901|Nord Sahara 1959\n" +
  "6308|7004|8901|Stockholm 1938\n" +
  "6309|7022|8901|Yacare\n" +
  "6310|7011|8901|Yoff\n" +
  "6311|7022|8901|Zanderij\n" +
  "6312|7004|8901|Militar-Geographische Institut\n" +
  "6313|7022|8901|Reseau National Belge 1972\n" +
  "6314|7004|8901|Deutsches Hauptdreiecksnetz\n" +
  "6315|7011|8901|Conakry 1905\n" +
  "6316|7022|8901|Dealul Piscului 1930\n" +
  "6317|7024|8901|Dealul Piscului 1970\n" +
  "6318|7030|8901|National Geodetic Network\n" +
  "6319|7019|8901|Kuwait Utility\n" +
  "6322|7043|8901|World Geodetic System 1972\n" +
  "6324|7043|8901|WGS 72 Transit Broadcast Ephemeris\n" +
  "6326|7030|8901|World Geodetic System 1984\n" +
  "6600|7012|8901|Anguilla 1957\n" +
  "6601|7012|8901|Antigua 1943\n" +
  "6602|7012|8901|Dominica 1945\n" +
  "6603|7012|8901|Grenada 1953\n" +
  "6604|7012|8901|Montserrat 1958\n" +
  "6605|7012|8901|St. Kitts 1955\n" +
  "6606|7012|8901|St. Lucia 1955\n" +
  "6607|7012|8901|St. Vincent 1945\n" +
  "6608|7008|8901|North American Datum 1927 (1976)\n" +
  "6609|7008|8901|North American Datum 1927 (CGQ77)\n" +
  "6610|7049|8901|Xian 1980\n" +
  "6611|7022|8901|Hong Kong 1980\n" +
  "6612|7019|8901|Japanese Geodetic Datum 2000\n" +
  "6613|7004|8901|Gunung Segara\n" +
  "6614|7022|8901|Qatar National Datum 1995\n" +
  "6615|7022|8901|Porto Santo 1936\n" +
  "6616|7022|8901|Selvagem Grande\n" +
  "6618|7050|8901|South American Datum 1969\n" +
  "6619|7019|8901|SWEREF99\n" +
  "6620|7012|8901|Point 58\n" +
  "6621|7022|8901|Fort Marigot\n" +
  "6622|7022|8901|Guadeloupe 1948\n" +
  "6623|7022|8901|Centre Spatial Guyanais 1967\n" +
  "6624|7019|8901|Reseau Geodesique Francais Guyane 1995\n" +
  "6625|7022|8901|Martinique 1938\n" +
  "6626|7022|8901|Reunion 1947\n" +
  "6627|7019|8901|Reseau Geodesique de la Reunion 1992\n" +
  "6628|7022|8901|Tahiti 52\n" +
  "6629|7022|8901|Tahaa 54\n" +
  "6630|7022|8901|IGN72 Nuku Hiva\n" +
  "6631|7022|8901|K0 1949\n" +
  "6632|7022|8901|Combani 1950\n" +
  "6633|7022|8901|IGN56 Lifou\n" +
  "6634|7022|8901|IGN72 Grande Terre\n" +
  "6635|7022|8901|ST87 Ouvea\n" +
  "6636|7022|8901|Petrels 1972\n" +
  "6637|7022|8901|Pointe Geologie Perroud 1950\n" +
  "6638|7008|8901|Saint Pierre et Miquelon 1950\n" +
  "6639|7022|8901|MOP78\n" +
  "6640|7030|8901|Reseau de Reference des Antilles Francaises 1991\n" +
  "6641|7022|8901|IGN53 Mare\n" +
  "6642|7022|8901|ST84 Ile des Pins\n" +
  "6643|7022|8901|ST71 Belep\n" +
  "6644|7022|8901|NEA74 Noumea\n" +
  "6645|7022|8901|Reseau Geodesique Nouvelle Caledonie 1991\n" +
  "6646|7022|8901|Grand Comoros\n" +
  "6647|7019|8901|International Terrestrial Reference Frame 1988\n" +
  "6648|7019|8901|International Terrestrial Reference Frame 1989\n" +
  "6649|7019|8901|International Terrestrial Reference Frame 1990\n" +
  "6650|7019|8901|International Terrestrial Reference Frame 1991\n" +
  "6651|7019|8901|International Terrestrial Reference Frame 1992\n" +
  "6652|7019|8901|International Terrestrial Reference Frame 1993\n" +
  "6653|7019|8901|International Terrestrial Reference Frame 1994\n" +
  "6654|7019|8901|International Terrestrial Reference Frame 1996\n" +
  "6655|7019|8901|International Terrestrial Reference Frame 1997\n" +
  "6656|7019|8901|International Terrestrial Reference Frame 2000\n" +
  "6657|7051|8901|Reykjavik 1900\n" +
  "6658|7022|8901|Hjorsey 1955\n" +
  "6659|7019|8901|Islands Net 1993\n" +
  "6660|7022|8901|Helle 1954\n" +
  "6661|7019|8901|Latvian geodetic coordinate system 1992\n" +
  "6663|7022|8901|Porto Santo 1995\n" +
  "6664|7022|8901|Azores Oriental Islands 1995\n" +
  "6665|7022|8901|Azores Central Islands 1995\n" +
  "6666|7004|8901|Lisbon 1890\n" +
  "6667|7030|8901|Iraq-Kuwait Boundary Datum 1992\n" +
  "6668|7022|8901|European Datum 1979\n" +
  "6670|7019|8901|Istituto Geografico Militaire 1995\n" +
  "6671|7011|8901|Voirol 1879\n" +
  "6672|7022|8901|Chatham Islands Datum 1971\n" +
  "6673|7022|8901|Chatham Islands Datum 1979\n" +
  "6674|7019|8901|Sistema de Referencia Geocentrico para las AmericaS 2000\n" +
  "6675|7008|8901|Guam 1963\n" +
  "6676|7024|8901|Vientiane 1982\n" +
  "6677|7024|8901|Lao 1993\n" +
  "6678|7024|8901|Lao National Datum 1997\n" +
  "6679|7012|8901|Jouik 1961\n" +
  "6680|7012|8901|Nouakchott 1965\n" +
  "6681|7012|8901|Mauritania 1999\n" +
  "6682|7015|8901|Gulshan 303\n" +
  "6683|7008|8901|Philippine Reference System 1992\n" +
  "6684|7022|8901|Gan 1970\n" +
  "6685|7022|8901|Gandajika\n" +
  "6686|7019|8901|Marco Geocentrico Nacional de Referencia\n" +
  "6687|7019|8901|Reseau Geodesique de la Polynesie Francaise\n" +
  "6688|7022|8901|Fatu Iva 72\n" +
  "6689|7022|8901|IGN63 Hiva Oa\n" +
  "6690|7022|8901|Tahiti 79\n" +
  "6691|7022|8901|Moorea 87\n" +
  "6692|7022|8901|Maupiti 83\n" +
  "6693|7030|8901|Nakhl-e Ghanem\n" +
  "6694|7030|8901|Posiciones Geodesicas Argentinas 1994\n" +
  "6695|7008|8901|Katanga 1955\n" +
  "6696|7012|8901|Kasai 1953\n" +
  "6697|7012|8901|IGC 1962 Arc of the 6th Parallel South\n" +
  "6698|7022|8901|IGN 1962 Kerguelen\n" +
  "6699|7012|8901|Le Pouce 1934\n" +
  "6700|7012|8901|IGN Astro 1960\n" +
  "6701|7012|8901|Institut Geographique du Congo Belge 1955\n" +
  "6702|7019|8901|Mauritania 1999\n" +
  "6703|7012|8901|Missao Hidrografico Angola y Sao Tome 1951\n" +
  "6704|7022|8901|Mhast (onshore)\n" +
  "6705|7022|8901|Mhast (offshore)\n" +
  "6706|7020|8901|Egypt Gulf of Suez S-650 TL\n" +
  "6707|7022|8901|Tern Island 1961\n" +
  "6708|7003|8901|Cocos Islands 1965\n" +
  "6709|7022|8901|Iwo Jima 1945\n" +
  "6710|7022|8901|Astro DOS 71\n" +
  "6711|7022|8901|Marcus Island 1952\n" +
  "6712|7022|8901|Ascension Island 1958\n" +
  "6713|7012|8901|Ayabelle Lighthouse\n" +
  "6714|7022|8901|Bellevue\n" +
  "6715|7022|8901|Camp Area Astro\n" +
  "6716|7022|8901|Phoenix Islands 1966\n" +
  "6717|7008|8901|Cape Canaveral\n" +
  "6718|7022|8901|Solomon 1968\n" +
  "6719|7022|8901|Easter Island 1967\n" +
  "6720|7043|8901|Fiji Geodetic Datum 1986\n" +
  "6721|7022|8901|Fiji 1956\n" +
  "6722|7022|8901|South Georgia 1968\n" +
  "6723|7008|8901|Grand Cayman Geodetic Datum 1959\n" +
  "6724|7022|8901|Diego Garcia 1969\n" +
  "6725|7022|8901|Johnston Island 1961\n" +
  "6726|7008|8901|Sister Islands Geodetic Datum 1961\n" +
  "6727|7022|8901|Midway 1961\n" +
  "6728|7022|8901|Pico de las Nieves 1984\n" +
  "6729|7022|8901|Pitcairn 1967\n" +
  "6730|7022|8901|Santo 1965\n" +
  "6731|7012|8901|Viti Levu 1916\n" +
  "6732|7053|8901|Marshall Islands 1960\n" +
  "6733|7022|8901|Wake Island 1952\n" +
  "6734|7022|8901|Tristan 1968\n" +
  "6735|7022|8901|Kusaie 1951\n" +
  "6736|7012|8901|Deception Island\n" +
  "6737|7019|8901|Korean Geodetic Datum 2002\n" +
  "6738|7007|8901|Hong Kong 1963\n" +
  "6739|7022|8901|Hong Kong 1963(67)\n" +
  "6740|7054|8901|Parametry Zemli 1990\n" +
  "6741|7022|8901|Faroe Datum 1954\n" +
  "6742|7019|8901|Geodetic Datum of Malaysia 2000\n" +
  "6743|7012|8901|Karbala 1979\n" +
  "6744|7012|8901|Nahrwan 1934\n" +
  "6745|7004|8901|Rauenberg Datum/83\n" +
  "6746|7004|8901|Potsdam Datum/83\n" +
  "6747|7019|8901|Greenland 1996\n" +
  "6748|7055|8901|Vanua Levu 1915\n" +
  "6749|7019|8901|Reseau Geodesique de Nouvelle Caledonie 91-93\n" +
  "6750|7030|8901|ST87 Ouvea\n" +
  "6751|7056|8901|Kertau (RSO)\n" +
  "6752|7055|8901|Viti Levu 1912\n" +
  "6753|7022|8901|fk89\n" +
  "6754|7022|8901|Libyan Geodetic Datum 2006\n" +
  "6755|7030|8901|Datum Geodesi Nasional 1995\n" +
  "6756|7030|8901|Vietnam 2000\n" +
  "6757|7030|8901|SVY21\n" +
  "6758|7030|8901|Jamaica 2001\n" +
  "6759|7019|8901|NAD83 (National Spatial Reference System 2007)\n" +
  "6760|7025|8901|World Geodetic System 1966\n" +
  "6761|7019|8901|Croatian Terrestrial Reference System\n" +
  "6762|7030|8901|Bermuda 2000\n" +
  "6763|7030|8901|Pitcairn 2006\n" +
  "6764|7019|8901|Ross Sea Region Geodetic Datum 2000\n" +
  "6765|7019|8901|Slovenia Geodetic Datum 1996\n" +
  "6801|7004|8907|CH1903 (Bern)\n" +
  "6802|7022|8904|Bogota 1975 (Bogota)\n" +
  "6803|7022|8902|Lisbon 1937 (Lisbon)\n" +
  "6804|7004|8908|Makassar (Jakarta)\n" +
  "6805|7004|8909|Militar-Geographische Institut (Ferro)\n" +
  "6806|7022|8906|Monte Mario (Rome)\n" +
  "6807|7011|8903|Nouvelle Triangulation Francaise (Paris)\n" +
  "6808|7004|8908|Padang 1884 (Jakarta)\n" +
  "6809|7022|8910|Reseau National Belge 1950 (Brussels)\n" +
  "6810|7022|8903|Tananarive 1925 (Paris)\n" +
  "6811|7011|8903|Voirol 1875 (Paris)\n" +
  "6813|7004|8908|Batavia (Jakarta)\n" +
  "6814|7004|8911|Stockholm 1938 (Stockholm)\n" +
  "6815|7004|8912|Greek (Athens)\n" +
  "6816|7011|8903|Carthage (Paris)\n" +
  "6817|7005|8913|NGO 1948 (Oslo)\n" +
  "6818|7004|8909|System of the Unified Trigonometrical Cadastral Network (Ferro)\n" +
  "6819|7012|8903|Nord Sahara 1959 (Paris)\n" +
  "6820|7004|8908|Gunung Segara (Jakarta)\n" +
  "6821|7011|8903|Voirol 1879 (Paris)\n" +
  "6896|7019|8901|International Terrestrial Reference Frame 2005\n" +
  "6901|7027|8914|Ancienne Triangulation Francaise (Paris)\n" +
  "6902|7027|8903|Nord de Guerre (Paris)\n" +
  "6903|7028|8905|Madrid 1870 (Madrid)\n" +
  "6904|7004|8902|Lisbon 1890 (Lisbon)\n";

/** Ellipsoids: code, semi-major axis in metres, inverse flattening (0: a sphere), name. */
export const ELLIPSOIDS =
  "1024|6378137|298.257222101|CGCS2000\n" +
  "1025|6378136.5|298.2564151|GSK-2011\n" +
  "1026|6376045|310|Zach 1812\n" +
  "7001|6377563.396|299.3249646|Airy 1830\n" +
  "7002|6377340.189|299.3249646|Airy Modified 1849\n" +
  "7003|6378160|298.25|Australian National Spheroid\n" +
  "7004|6377397.155|299.1528128|Bessel 1841\n" +
  "7005|6377492.018|299.1528128|Bessel Modified\n" +
  "7006|6377483.865|299.1528128|Bessel Namibia\n" +
  "7007|6378293.645208759|294.26067636926064|Clarke 1858\n" +
  "7008|6378206.4|294.9786982138982|Clarke 1866\n" +
  "7009|6378450.047548896|294.97869716467716|Clarke 1866 Michigan\n" +
  "7010|6378300.789|293.4663155389811|Clarke 1880 (Benoit)\n" +
  "7011|6378249.2|293.4660212936269|Clarke 1880 (IGN)\n" +
  "7012|6378249.145|293.465|Clarke 1880 (RGS)\n" +
  "7013|6378249.145|293.4663077|Clarke 1880 (Arc)\n" +
  "7014|6378249.2|293.46598|Clarke 1880 (SGA 1922)\n" +
  "7015|6377276.345|300.8017|Everest 1830 (1937 Adjustment)\n" +
  "7016|6377298.556|300.8017|Everest 1830 (1967 Definition)\n" +
  "7018|6377304.063|300.8017|Everest 1830 Modified\n" +
  "7019|6378137|298.257222101|GRS 1980\n" +
  "7020|6378200|298.3|Helmert 1906\n" +
  "7021|6378160|298.247|Indonesian National Spheroid\n" +
  "7022|6378388|297|International 1924\n" +
  "7024|6378245|298.3|Krassowsky 1940\n" +
  "7025|6378145|298.25|NWL 9D\n" +
  "7027|6376523|308.64|Plessis 1817\n" +
  "7028|6378298.3|294.73|Struve 1860\n" +
  "7029|6378300|296|War Office\n" +
  "7030|6378137|298.257223563|WGS 84\n" +
  "7031|6378137|298.257223563|GEM 10C\n" +
  "7032|6378136.2|298.257223563|OSU86F\n" +
  "7033|6378136.3|298.257223563|OSU91A\n" +
  "7034|6378249.144808011|293.46630765563646|Clarke 1880\n" +
  "7035|6371000|0|Sphere\n" +
  "7036|6378160|298.247167427|GRS 1967\n" +
  "7041|6378135|298.257|Average Terrestrial System 1977\n" +
  "7042|6377299.36559538|300.8017255433549|Everest (1830 Definition)\n" +
  "7043|6378135|298.26|WGS 72\n" +
  "7044|6377301.243|300.8017255|Everest 1830 (1962 Definition)\n" +
  "7045|6377299.151|300.8017255|Everest 1830 (1975 Definition)\n" +
  "7046|6377483.865280419|299.1528128|Bessel Namibia (GLM)\n" +
  "7047|6370997|0|GRS 1980 Authalic Sphere\n" +
  "7048|6371007|0|GRS 1980 Authalic Sphere\n" +
  "7049|6378140|298.257|IAG 1975\n" +
  "7050|6378160|298.25|GRS 1967 Modified\n" +
  "7051|6377019.27|300|Danish 1876\n" +
  "7052|6370997|0|Clarke 1866 Authalic Sphere\n" +
  "7053|6378270|297|Hough 1960\n" +
  "7054|6378136|298.257839303|PZ-90\n" +
  "7055|6378306.3696|293.4663076556355|Clarke 1880 (international foot)\n" +
  "7056|6377295.664|300.8017|Everest 1830 (RSO 1969)\n" +
  "7057|6371228|0|International 1924 Authalic Sphere\n" +
  "7058|6378273|298.279411123064|Hughes 1980\n" +
  "7059|6378137|0|Popular Visualisation Sphere\n";

/** Prime meridians: code, degrees east of Greenwich, name. */
export const PRIME_MERIDIANS =
  "1026|12.57775|Copenhagen\n" +
  "8901|0|Greenwich\n" +
  "8902|-9.1319061111111|Lisbon\n" +
  "8903|2.33722917|Paris\n" +
  "8904|-74.0809166666667|Bogota\n" +
  "8905|-3.687375|Madrid\n" +
  "8906|12.4523333333333|Rome\n" +
  "8907|7.4395833333333|Bern\n" +
  "8908|106.8077194444444|Jakarta\n" +
  "8909|-17.6666666666667|Ferro\n" +
  "8910|4.367975|Brussels\n" +
  "8911|18.0582777777778|Stockholm\n" +
  "8912|23.7163375|Athens\n" +
  "8913|10.7229166666667|Oslo\n" +
  "8914|2.3372083333333|Paris RGS\n";

/** Units of length: code, metres, name. */
export const LENGTH_UNITS =
  "1025|0.001|millimetre\n" +
  "1026|1|metre per second\n" +
  "1027|3.168876517273149e-11|millimetres per year\n" +
  "1033|0.01|centimetre\n" +
  "1034|3.1688765172731484e-10|centimetres per year\n" +
  "1042|3.1688765172731486e-08|metres per year\n" +
  "9001|1|metre\n" +
  "9002|0.3048|foot\n" +
  "9003|0.30480060960121924|US survey foot\n" +
  "9005|0.3047972654|Clarke's foot\n" +
  "9014|1.8288|fathom\n" +
  "9030|1852|nautical mile\n" +
  "9031|1.0000135965|German legal metre\n" +
  "9033|20.11684023368047|US survey chain\n" +
  "9034|0.2011684023368047|US survey link\n" +
  "9035|1609.3472186944375|US survey mile\n" +
  "9036|1000|kilometre\n" +
  "9037|0.9143917962|Clarke's yard\n" +
  "9038|20.1166195164|Clarke's chain\n" +
  "9039|0.201166195164|Clarke's link\n" +
  "9040|0.9143984146160287|British yard (Sears 1922)\n" +
  "9041|0.3047994715386762|British foot (Sears 1922)\n" +
  "9042|20.116765121552632|British chain (Sears 1922)\n" +
  "9043|0.2011676512155263|British link (Sears 1922)\n" +
  "9050|0.9143992|British yard (Benoit 1895 A)\n" +
  "9051|0.3047997333333333|British foot (Benoit 1895 A)\n" +
  "9052|20.1167824|British chain (Benoit 1895 A)\n" +
  "9053|0.201167824|British link (Benoit 1895 A)\n" +
  "9060|0.9143992042898124|British yard (Benoit 1895 B)\n" +
  "9061|0.30479973476327077|British foot (Benoit 1895 B)\n" +
  "9062|20.116782494375872|British chain (Benoit 1895 B)\n" +
  "9063|0.2011678249437587|British link (Benoit 1895 B)\n" +
  "9070|0.30480083333333335|British foot (1865)\n" +
  "9080|0.30479951024814694|Indian foot\n" +
  "9081|0.30479841|Indian foot (1937)\n" +
  "9082|0.3047996|Indian foot (1962)\n" +
  "9083|0.3047995|Indian foot (1975)\n" +
  "9084|0.9143985307444408|Indian yard\n" +
  "9085|0.91439523|Indian yard (1937)\n" +
  "9086|0.9143988|Indian yard (1962)\n" +
  "9087|0.9143985|Indian yard (1975)\n" +
  "9093|1609.344|Statute mile\n" +
  "9094|0.3047997101815088|Gold Coast foot\n" +
  "9095|0.3048007491|British foot (1936)\n" +
  "9096|0.9144|yard\n" +
  "9097|20.1168|chain\n" +
  "9098|0.201168|link\n" +
  "9099|0.914398|British yard (Sears 1922 truncated)\n" +
  "9204|100.58420116840234|Bin width 330 US survey feet\n" +
  "9205|50.29210058420117|Bin width 165 US survey feet\n" +
  "9206|25.146050292100586|Bin width 82.5 US survey feet\n" +
  "9207|37.5|Bin width 37.5 metres\n" +
  "9208|25|Bin width 25 metres\n" +
  "9209|12.5|Bin width 12.5 metres\n" +
  "9210|6.25|Bin width 6.25 metres\n" +
  "9211|3.125|Bin width 3.125 metres\n" +
  "9300|0.30479933333333337|British foot (Sears 1922 truncated)\n" +
  "9301|20.116756|British chain (Sears 1922 truncated)\n" +
  "9302|0.20116756|British link (Sears 1922 truncated)\n";
