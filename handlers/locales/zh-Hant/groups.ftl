language-set = 好的，以後我在本社區說繁體中文。
